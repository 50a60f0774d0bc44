import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { environmentOf, type Instruction, type Stage } from './dockerfile';

/** What a container has, whoever starts it. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** A machine behind a proxy with a certificate of its own builds with it; a container would be given it, too. */
const CERTIFICATES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'];

/**
 * A stage of an image on this machine's own system: what it writes goes into a layer of its own (overlayfs). Needs root in
 * a mount namespace of its own, and Debian with Node, as the base image has them.
 */
export class ScratchMachine {
  private readonly root: string;
  private workdir = '/';

  /** @param folder on another file system than `/`, which is the layer below. */
  constructor(
    private readonly folder: string,
    private readonly stage: Stage,
  ) {
    this.root = join(folder, 'root');
    for (const name of ['layer', 'work', 'root', 'volume'])
      mkdirSync(join(folder, name), { recursive: true });
    mount(
      '-t',
      'overlay',
      '-o',
      `lowerdir=/,upperdir=${folder}/layer,workdir=${folder}/work`,
      'scratch',
      this.root,
    );
    mount('-t', 'proc', 'proc', join(this.root, 'proc'));
    mount('--rbind', '/dev', join(this.root, 'dev'));
    // Neither our working folders nor what others left in /tmp belong to an image.
    for (const hidden of ['tmp', process.cwd().split('/')[1] ?? 'work'])
      mount('-t', 'tmpfs', 'tmpfs', join(this.root, hidden));
    this.run(['/bin/sh', '-c', 'id node >/dev/null 2>&1 || useradd --non-unique --uid 1000 node']);
  }

  /** Executes the stage's instructions, `COPY --from` from the machines that are named. */
  build(others: ReadonlyMap<string, ScratchMachine>): void {
    for (const instruction of this.stage.instructions) {
      const { keyword, value } = instruction;
      if (keyword === 'WORKDIR') this.enter(value);
      else if (keyword === 'COPY') this.copy(instruction, others);
      else if (keyword === 'RUN') {
        console.log(`RUN ${value}`);
        this.run(['/bin/sh', '-c', `cd ${this.workdir} && ${value}`]);
      }
    }
  }

  /** As the container of the image: read-only but for the volume and /tmp, as user 1000, without capabilities. */
  seal(): void {
    mkdirSync(join(this.root, 'data'), { recursive: true });
    execFileSync('chown', ['1000:1000', join(this.folder, 'volume')]);
    mount('--bind', join(this.folder, 'volume'), join(this.root, 'data'));
    mount('-o', 'remount,ro', this.root);
  }

  /** @param namespaced whether it is process 1 of a namespace of its own, as the container's command is. */
  start(words: readonly string[], variables: Record<string, string> = {}, namespaced = false): ChildProcess {
    const drop = ['--reuid=1000', '--regid=1000', '--clear-groups', '--no-new-privs', '--bounding-set=-all'];
    const inside = ['setpriv', ...drop, '--inh-caps=-all', '/bin/sh', '-c', 'cd "$0" && exec "$@"'];
    const command = ['chroot', this.root, ...inside, this.workdir, ...words];
    const all = namespaced ? ['unshare', '--pid', '--fork', '--kill-child', ...command] : command;
    return spawn(all[0] ?? '', all.slice(1), {
      env: { PATH, ...environmentOf(this.stage), ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Megabytes that the stage adds to its base image. */
  layerSize(...paths: readonly string[]): number {
    const places = (paths.length === 0 ? ['.'] : paths).map((path) => join(this.folder, 'layer', path));
    const lines = execFileSync('du', ['-sm', '--total', ...places], { encoding: 'utf8' })
      .trim()
      .split('\n');
    return Number.parseInt(lines.at(-1) ?? '', 10);
  }

  private enter(path: string): void {
    this.workdir = path;
    mkdirSync(join(this.root, path), { recursive: true });
  }

  private copy({ value, flags }: Instruction, others: ReadonlyMap<string, ScratchMachine>): void {
    const paths = value.split(/\s+/);
    const target = join(this.root, resolve(this.workdir, paths.pop() ?? ''));
    const from = flags.from === undefined ? null : others.get(flags.from);
    for (const path of paths) {
      const source = from ? join(from.root, path) : inContext(path);
      const into = statSync(source).isDirectory() ? target : join(target, path.split('/').at(-1) ?? '');
      cpSync(source, into, { recursive: true, filter: (file) => from != null || !file.endsWith('.spec.ts') });
    }
  }

  private run(words: readonly string[]): void {
    const certificates = CERTIFICATES.map((name): [string, string] => [name, process.env[name] ?? '']);
    const env = { PATH, HOME: '/root', DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('chroot', [this.root, ...words], {
      env: { ...env, ...Object.fromEntries(certificates.filter(([, value]) => value !== '')) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
}

/** What .dockerignore lets through. */
function inContext(path: string): string {
  const allowed = readFileSync('.dockerignore', 'utf8').split('\n');
  const [top = ''] = path.split('/');
  if (!allowed.includes(`!${top}`) || !existsSync(path))
    throw new Error(`${path} is not in the build's context`);
  return path;
}

function mount(...args: readonly string[]): void {
  execFileSync('mount', args);
}
