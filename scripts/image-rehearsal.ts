import { execFileSync, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SandboxDiscord } from '../sandbox/discord';
import { SandboxPlatforms } from '../sandbox/platforms';
import { commandWords, parseDockerfile, type Stage } from './image/dockerfile';
import { ScratchMachine } from './image/scratch-machine';

/**
 * Builds and runs the Dockerfile without a Docker engine: its steps for real, on this machine's own system, and the result as
 * compose.yaml runs it, against the sandbox. Needs root, Debian with Node, and the network for npm and apt.
 */
const PATIENCE_MS = 90_000;
const STOP_WITHIN_MS = 10_000;

async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) {
    rehearseInNamespace();
    return;
  }
  const stages = parseDockerfile(readFileSync('Dockerfile', 'utf8'));
  const machines = new Map<string, ScratchMachine>();
  stages.forEach((stage, index) => {
    const machine = new ScratchMachine(join(folder, String(index)), stage);
    machine.build(machines);
    machines.set(stage.name ?? String(index), machine);
  });
  const last = stages.at(-1);
  const machine = [...machines.values()].at(-1);
  if (!last || !machine) throw new Error('The Dockerfile has no stage');
  console.log(
    `The last stage adds ${machine.layerSize()} MB to its base image, ${machine.layerSize('app')} MB of it in /app`,
  );
  machine.seal();
  await tryOut(machine, last);
}

/** Mounts of a namespace of its own are gone with it, whatever happens. */
function rehearseInNamespace(): void {
  const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-image-'));
  const again = [process.execPath, ...process.execArgv, __filename, folder];
  const script = 'mount -t tmpfs -o size=6g tmpfs "$0" && exec "$@"';
  const { status } = spawnSync('unshare', ['--mount', '/bin/sh', '-c', script, folder, ...again], {
    stdio: 'inherit',
  });
  rmdirSync(folder);
  process.exitCode = status ?? 1;
}

async function tryOut(machine: ScratchMachine, stage: Stage): Promise<void> {
  const words = (keyword: string): string[] =>
    commandWords(stage.instructions.findLast((one) => one.keyword === keyword)?.value ?? '[]');
  const discord = await SandboxDiscord.start();
  const platforms = await SandboxPlatforms.start();
  const admin = discord.createUser({ username: 'rowan', globalName: 'Rowan' });
  const guild = discord.createGuild({ name: 'The Harbour', ownerId: admin.id, members: [admin] });
  const channel = discord.createChannel(guild.id, { name: 'general' });
  const bot = machine.start(
    [...words('ENTRYPOINT'), ...words('CMD')],
    {
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      DISCORD_CDN_URL: discord.cdnUrl,
      ANILIST_API_URL: platforms.anilistUrl,
      MANGADEX_API_URL: platforms.mangadexUrl,
    },
    true,
  );
  for (const stream of [bot.stdout, bot.stderr]) stream?.pipe(process.stdout);
  try {
    await discord.until(() => discord.commands().length > 0 || bot.exitCode !== null, PATIENCE_MS);
    await discord.gateway.ready();
    const reply = await discord.command({
      guildId: guild.id,
      channelId: channel.id,
      userId: admin.id,
      name: 'vc',
      path: ['leaderboard'],
      timeoutMs: PATIENCE_MS,
    });
    say('/vc leaderboard answers', reply.message !== undefined);
    const drawings = `for (const file of fs.readdirSync('dist/src', { recursive: true }))
      if (file.endsWith('.drawing.js')) require('/app/dist/src/' + file);
      require('/app/dist/src/discord/drawing/fonts').registerFonts();`;
    say('what draws is complete', (await exitCode(machine, ['node', '-e', drawings])) === 0);
    const health = stage.instructions
      .find(({ keyword }) => keyword === 'HEALTHCHECK')
      ?.value.replace(/^CMD /, '');
    say('the health check passes', (await exitCode(machine, commandWords(health ?? '[]'))) === 0);
    say('a backup is made', (await exitCode(machine, ['node', 'dist/src/db.js', 'backup'])) === 0);
    say('the image cannot be written', (await exitCode(machine, ['touch', '/app/x'])) !== 0);
  } finally {
    const [pid = ''] = execFileSync('pgrep', ['-P', String(bot.pid)], { encoding: 'utf8' }).split('\n');
    const exit = once(bot, 'exit');
    const asked = performance.now();
    process.kill(Number(pid), 'SIGTERM');
    const [code] = (await exit) as [number | null];
    const ms = performance.now() - asked;
    say(`it stops after ${(ms / 1000).toFixed(1)} s with code ${code}`, code === 0 && ms < STOP_WITHIN_MS);
    await platforms.close();
    await discord.close();
  }
}

async function exitCode(machine: ScratchMachine, words: readonly string[]): Promise<number | null> {
  const child = machine.start(words);
  for (const stream of [child.stdout, child.stderr]) stream?.pipe(process.stdout);
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

function say(what: string, holds: boolean): void {
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`);
  if (!holds) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
