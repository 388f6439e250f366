// A Tickover host in Node.js, without any package: node host.mjs APP SCHEDULE...
//
// The environment variable TICKOVER names the command, if it is not on the PATH. SIGTERM detaches; any other end is a crash.
import {spawn, spawnSync} from 'node:child_process';
import net from 'node:net';
import readline from 'node:readline';

const COMMAND = process.env.TICKOVER ?? 'tickover';
const [app, ...schedules] = process.argv.slice(2);
const handlers = Object.fromEntries(schedules.map(name => [name, beat]));
const runs = new Map(); // By id: what has begun, so that nothing runs twice.
let generation, server;

/** The work of a tick; whatever it throws makes it a failed one. */
async function beat(tick) {
  console.log('tick', tick.id, tick.reason, tick.missed, tick.attempt);
}

/** Waits until no other host is active, then serves. */
function standBy() {
  generation = undefined;
  const attach = spawn(COMMAND, ['attach', app, '--pid', process.pid], {stdio: ['ignore', 'pipe', 'inherit']});
  attach.on('exit', code => code && process.exit(code));
  readline.createInterface({input: attach.stdout}).on('line', line => {
    const lease = JSON.parse(line);
    generation = lease.generation;
    server = generation && net.createServer(talk).listen(lease.socket);
    console.log(generation ? `attached ${generation}` : lease.state);
  });
}

function talk(connection) {
  const say = said => new Promise((sent, failed) => {
    connection.write(JSON.stringify({v: 1, ...said}) + '\n', problem => problem ? failed(problem) : sent());
  });
  let rest = '';
  connection.on('error', () => {}); // The other end has gone: what has begun ends all the same, and the id is remembered.
  connection.setEncoding('utf8').on('data', text => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of [...lines, rest].some(each => each.length > 64 * 1024) ? ['too long'] : lines) {
      answer(line, say).catch(() => connection.destroy());
    }
  });
}

async function answer(line, say) {
  const {v, op, ...request} = JSON.parse(line);
  const ours = v === 1 && generation;
  if (ours && op === 'ping') {
    const work = [...runs.values()].filter(run => !run.ended).length;
    await say({status: 'alive', generation, pid: process.pid, work, oldestProgressMs: 0});
  } else if (ours && op === 'tick' && request.app === app && handlers[request.schedule]) {
    await tick(request, (status, message) => say({id: request.id, status, message}));
  } else if (ours && op === 'fenced' && request.generation === generation) {
    server.close();
    standBy();
  } else {
    await say({status: 'unsupported'});
  }
}

async function tick(tick, say) {
  let run = runs.get(tick.id);
  if (run?.ended && !run.failed) return say('duplicate');
  await say('accepted'); // Fails if the client has gone: then the tick is withdrawn.
  run = runs.get(tick.id);
  if (!run || run.failed) {
    runs.set(tick.id, run = {});
    run.end = handlers[tick.schedule](tick).catch(failed => (run.failed = failed)).finally(() => (run.ended = true));
  }
  await run.end; // Of another connection, if that has begun it.
  await (run.failed ? say('failed', String(run.failed)) : say('done'));
}

const detach = () => generation && spawnSync(COMMAND, ['detach', app, '--generation', generation]).status;
process.on('SIGTERM', () => process.exit(detach()));
process.umask(0o077);
standBy();
