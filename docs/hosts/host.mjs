// A Tickover host in Node.js, without any package.
//
//     node host.mjs APP SCHEDULE...
//
// The environment variable TICKOVER names the command, if it is not on the PATH. SIGTERM detaches; any other end is a crash.
import {spawn, spawnSync} from 'node:child_process';
import net from 'node:net';
import readline from 'node:readline';

const COMMAND = process.env.TICKOVER ?? 'tickover';

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
    connection.on('error', () => {}); // The other end has gone: what has begun ends all the same, and the id is remembered.
    readline.createInterface({input: connection}).on('line', line => {
      this.answer(JSON.parse(line), said => connection.write(JSON.stringify({v: 1, ...said}) + '\n'))
        .catch(failed => connection.destroy(failed));
    });
  }

  async answer(request, say) {
    const {op, id, schedule} = request;
    if (op === 'ping') {
      const work = [...this.runs.values()].filter(run => !run.ended).length;
      say({status: 'alive', generation: this.generation, pid: process.pid, work, oldestProgressMs: 0});
    } else if (op === 'tick' && this.handlers[schedule]) {
      let run = this.runs.get(id);
      if (run?.ended && !run.failed) {
        return say({id, status: 'duplicate'});
      }
      say({id, status: 'accepted'});
      if (!run || run.ended) {
        run = {};
        run.end = this.handlers[schedule](request).catch(failed => (run.failed = failed)).finally(() => (run.ended = true));
        this.runs.set(id, run);
      }
      await run.end; // Of another connection, if that has begun it.
      say(run.failed ? {id, status: 'failed', message: String(run.failed)} : {id, status: 'done'});
    } else {
      say({status: 'unsupported'});
    }
  }

  detach() {
    spawnSync(COMMAND, ['detach', this.app, '--generation', this.generation]);
    process.exit(0);
  }
}

const [app, ...schedules] = process.argv.slice(2);
const attach = spawn(COMMAND, ['attach', app, '--pid', process.pid], {stdio: ['ignore', 'pipe', 'inherit']});
attach.on('exit', code => code && process.exit(code));
readline.createInterface({input: attach.stdout}).once('line', line => {
  const host = new Host(app, Object.fromEntries(schedules.map(name => [name, beat])), JSON.parse(line));
  process.on('SIGTERM', () => host.detach());
});
