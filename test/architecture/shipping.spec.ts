import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { parse } from 'yaml';

import { commandWords, environmentOf, parseDockerfile } from '../../scripts/image/dockerfile';

const ROOT = resolve(__dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
const workflows = readdirSync(join(ROOT, '.github/workflows')).map((name) => `.github/workflows/${name}`);

/** Every line that a workflow runs. */
function runLines(workflow: string): string[] {
  interface Step {
    readonly run?: string;
  }
  const { jobs } = parse(read(workflow)) as { jobs: Record<string, { readonly steps: readonly Step[] }> };
  return Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run?.split('\n') ?? []));
}

/** `dist/src/main.js` is made of `src/main.ts`. */
function missingSources(text: string): string[] {
  const built = [...text.matchAll(/\bdist\/([\w./-]+)\.js\b/g)].map(([, path = '']) => `${path}.ts`);
  return built.filter((path) => !existsSync(join(ROOT, path)));
}

function missingFiles(text: string): string[] {
  const named = [...text.matchAll(/(?<![\w/])(?:\.ci|scripts|deploy|docs)\/[\w./-]*\w/g)].map(
    ([path]) => path,
  );
  return named.filter((path) => !existsSync(join(ROOT, path)));
}

function missingScripts(text: string): string[] {
  const named = [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
  return named.filter((name) => !(name in scripts));
}

describe('what ships the bot names only what there is', () => {
  it.each(workflows)('%s', (workflow) => {
    const lines = runLines(workflow).join('\n');
    expect([...missingScripts(lines), ...missingFiles(lines), ...missingSources(lines)]).toEqual([]);
    expect(parse(read(workflow))).toMatchObject({ permissions: { contents: 'read' } });
  });

  it.each(['.ci/run', 'Dockerfile', 'compose.yaml', 'deploy/pwr-bot.service'])('%s', (file) => {
    const text = read(file).replaceAll('https://github.com/FAZuH/pwr-bot/blob/main/', '');
    expect([...missingScripts(text), ...missingFiles(text), ...missingSources(text)]).toEqual([]);
  });

  it.each(['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/docker.md', 'docs/systemd.md'])(
    '%s',
    (page) => {
      const text = read(page);
      const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
      const folder = join(ROOT, page, '..');
      expect(links.filter((path) => !existsSync(join(folder, path)))).toEqual([]);
      expect([...missingScripts(text), ...missingSources(text)]).toEqual([]);
    },
  );
});

describe('the image', () => {
  const stages = parseDockerfile(read('Dockerfile'));
  const last = stages.at(-1);
  const instructions = last?.instructions ?? [];
  const valueOf = (keyword: string): string | undefined =>
    instructions.findLast((one) => one.keyword === keyword)?.value;

  it('is built from files that .dockerignore lets through', () => {
    const allowed = read('.dockerignore').split('\n');
    const copied = stages
      .flatMap((stage) => stage.instructions)
      .filter(({ keyword, flags }) => keyword === 'COPY' && flags.from === undefined)
      .flatMap(({ value }) => value.split(/\s+/).slice(0, -1));
    expect(copied.length).toBeGreaterThan(5);
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(copied.filter((path) => !allowed.includes(`!${path}`))).toEqual([]);
  });

  it('takes over the folders of the stage that builds them, and runs as nobody in particular', () => {
    const named = instructions.flatMap(({ flags }) => flags.from ?? []);
    expect([...new Set(named)]).toEqual(stages.slice(0, -1).map(({ name }) => name));
    expect(valueOf('USER')).toBe('node');
  });

  it('is started by its own process 1, asks its health, and keeps what it writes in the volume', () => {
    expect(commandWords(valueOf('ENTRYPOINT') ?? '')[0]).toBe('tini');
    expect(valueOf('HEALTHCHECK')).toContain('dist/src/health-check.js');
    const variables = last ? environmentOf(last) : {};
    expect(variables.HTTP_PORT).toMatch(/^\d+$/);
    const written = ['DATABASE_PATH', 'DATA_PATH', 'LOGS_PATH'].map((name) => variables[name]);
    expect(written.every((path) => path === '/data' || path?.startsWith('/data/'))).toBe(true);
    expect(valueOf('VOLUME')).toBe('/data');
  });

  it('is run by compose without rights, and stopped as patiently as the bot needs', () => {
    const { services } = parse(read('compose.yaml')) as { services: Record<string, unknown> };
    expect(services['pwr-bot']).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      tmpfs: ['/tmp'],
      volumes: ['data:/data'],
      restart: 'unless-stopped',
      stop_grace_period: '15s',
    });
  });
});

describe('dependabot', () => {
  it('holds back only what is installed', () => {
    interface Update {
      readonly 'package-ecosystem': string;
      readonly ignore?: readonly { readonly 'dependency-name': string }[];
    }
    const { updates } = parse(read('.github/dependabot.yml')) as { updates: readonly Update[] };
    const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
    const installed = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const npm = updates.find((update) => update['package-ecosystem'] === 'npm');
    const held = npm?.ignore?.map((each) => each['dependency-name']) ?? [];
    expect(held).toContain('discord.js');
    const unknown = held.filter(
      (name) => !installed.some((own) => own === name || own.startsWith(name.replace('*', ''))),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the notes of a release', () => {
  const notes = (version: string): { readonly status: number | null; readonly stdout: string } =>
    spawnSync(process.execPath, [join(ROOT, 'scripts/release-notes.mjs'), version], { encoding: 'utf8' });

  it('are its section of CHANGELOG.md, without the links below', () => {
    const { status, stdout } = notes('Unreleased');
    expect(status).toBe(0);
    expect(stdout).toContain('### Added');
    expect(stdout).not.toMatch(/^\[unreleased\]:|^## /im);
  });

  it('are refused for a version that has none', () => {
    expect(notes('v99.0.0')).toMatchObject({ status: 1, stdout: '' });
  });
});
