// A Tickover host in Node.js, without any package: node host.mjs APP SCHEDULE...
//
// The environment variable TICKOVER names the command, if it is not on the PATH. SIGTERM detaches; any other end is a crash.
import {spawn, spawnSync} from 'node:child_process';
import net from 'node:net';
import readline from 'node:readline';

const COMMAND = process.env.TICKOVER ?? 'tickover';
const LONGEST = 64 * 1024; // A line.

/** The work of a tick; whatever it throws makes it a failed one. */
async function beat(tick) {
  console.log('tick', tick.id, tick.reason, tick.missed, tick.attempt);
}

class Host {
  runs = new Map(); // By id: what has begun, so that nothing runs twice.

  constructor(app, handlers, lease) {
    Object.assign(this, {app, handlers, generation: lease.generation});
    process.umask(0o077);
    net.createServer(connection => this.talk(connection)).listen(lease.socket, () => {
      console.log('attached', this.generation);
    });
  }

  talk(connection) {
    const say = said => new Promise((sent, failed) => {
      connection.write(JSON.stringify({v: 1, ...said}) + '\n', problem => problem ? failed(problem) : sent());
    });
    let rest = '';
    connection.on('error', () => {}); // The other end has gone: what has begun ends all the same, and the id is remembered.
    connection.setEncoding('utf8').on('data', text => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of [...lines, rest].some(each => each.length > LONGEST) ? ['too long'] : lines) {
        this.answer(line, say).catch(() => connection.destroy());
      }
    });
  }

  async answer(line, say) {
    const request = JSON.parse(line);
    const {v, op, app, schedule} = request;
    if (v === 1 && op === 'ping') {
      const work = [...this.runs.values()].filter(run => !run.ended).length;
      await say({status: 'alive', generation: this.generation, pid: process.pid, work, oldestProgressMs: 0});
    } else if (v === 1 && op === 'tick' && app === this.app && this.handlers[schedule]) {
      await this.tick(request, (status, message) => say({id: request.id, status, message}));
    } else {
      await say({status: 'unsupported'});
    }
  }

  async tick(tick, say) {
    const before = this.runs.get(tick.id);
    if (before?.ended && !before.failed) {
      return say('duplicate');
    }
    await say('accepted'); // Fails if the client has gone: then the tick is withdrawn.
    let run = this.runs.get(tick.id);
    if (!run || run.failed) {
      run = {};
      run.end = this.handlers[tick.schedule](tick).catch(failed => (run.failed = failed)).finally(() => (run.ended = true));
      this.runs.set(tick.id, run);
    }
    await run.end; // Of another connection, if that has begun it.
    await (run.failed ? say('failed', String(run.failed)) : say('done'));
  }
}

const [app, ...schedules] = process.argv.slice(2);
const attach = spawn(COMMAND, ['attach', app, '--pid', process.pid], {stdio: ['ignore', 'pipe', 'inherit']});
attach.on('exit', code => code && process.exit(code));
readline.createInterface({input: attach.stdout}).once('line', line => {
  const host = new Host(app, Object.fromEntries(schedules.map(name => [name, beat])), JSON.parse(line));
  process.on('SIGTERM', () => process.exit(spawnSync(COMMAND, ['detach', app, '--generation', host.generation]).status));
});
