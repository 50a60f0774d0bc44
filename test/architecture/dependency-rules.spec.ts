import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const config = join(root, '.dependency-cruiser.cjs');

/** One import a rule must refuse, as file and what it imports. */
const violations: readonly (readonly [rule: string, file: string, imported: string])[] = [
  ['no-circular', 'src/voice/one.ts', './two'],
  ['common-imports-down-only', 'src/common/x.ts', '../config/index'],
  ['config-imports-down-only', 'src/config/x.ts', '../database/index'],
  ['logging-imports-down-only', 'src/logging/x.ts', '../monitoring/index'],
  ['monitoring-imports-down-only', 'src/monitoring/x.ts', '../discord/index'],
  ['database-imports-down-only', 'src/database/x.ts', '../discord/index'],
  ['discord-imports-down-only', 'src/discord/x.ts', '../feeds/index'],
  ['settings-imports-down-only', 'src/settings/x.ts', '../feeds/index'],
  ['subscribers-imports-down-only', 'src/subscribers/x.ts', '../delivery/index'],
  ['delivery-imports-down-only', 'src/delivery/x.ts', '../feeds/index'],
  ['feeds-imports-down-only', 'src/feeds/x.ts', '../voice/index'],
  ['voice-imports-down-only', 'src/voice/x.ts', '../feeds/index'],
  ['welcome-imports-down-only', 'src/welcome/x.ts', '../database/index'],
  ['privacy-imports-down-only', 'src/privacy/x.ts', '../voice/index'],
  ['meta-imports-down-only', 'src/meta/x.ts', '../voice/index'],
  ['canvas-in-drawings-only', 'src/voice/v.ts', '@napi-rs/canvas'],
  ['drawings-load-no-framework', 'src/voice/x.drawing.ts', '../discord/index'],
  ['modules-through-index-only', 'src/feeds/y.ts', '../delivery/outbox'],
  ['composition-root-through-index-only', 'src/app.module.ts', './delivery/outbox'],
  ['ormconfig-sees-entities-only', 'ormconfig.ts', './src/delivery/index'],
  ['discord-libraries-in-discord-folders-only', 'src/feeds/z.ts', 'discord.js'],
  ['typeorm-in-persistence-and-modules-only', 'src/feeds/w.ts', 'typeorm'],
  ['common-has-no-framework', 'src/common/y.ts', '@nestjs/common'],
  ['platforms-do-not-know-each-other', 'src/feeds/platforms/anilist/x.ts', '../mangadex/index'],
  ['platforms-know-no-database', 'src/feeds/platforms/x.ts', '../../database/index'],
  ['commands-call-services-not-repositories', 'src/feeds/discord/x.ts', '../persistence/index'],
  ['migrations-import-typeorm-only', 'migrations/1.ts', '../src/common/index'],
  ['bot-knows-no-sandbox', 'src/meta/y.ts', '../../sandbox/index'],
  ['sandbox-knows-no-bot', 'sandbox/x.ts', '../src/common/index'],
  ['no-undeclared-packages', 'src/meta/z.ts', 'fast-check'],
];

const targets = [
  ...[
    'common',
    'config',
    'logging',
    'monitoring',
    'database',
    'discord',
    'settings',
    'subscribers',
    'delivery',
    'feeds',
    'voice',
    'welcome',
    'meta',
  ].map((name) => `src/${name}/index.ts`),
  'src/delivery/outbox.ts',
  'src/feeds/persistence/index.ts',
  'src/feeds/platforms/mangadex/index.ts',
  'sandbox/index.ts',
];

interface Report {
  readonly summary: {
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

describe('the dependency rules', () => {
  let project: string;

  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'rules-'));
    const put = (file: string, content: string): void => {
      mkdirSync(dirname(join(project, file)), { recursive: true });
      writeFileSync(join(project, file), content);
    };
    for (const file of targets) put(file, 'export const it = 1;\n');
    for (const [, file, imported] of violations)
      put(file, `import * as it from '${imported}';\nexport { it };\n`);
    put('src/voice/two.ts', "export * from './one';\n");
    put('package.json', '{ "dependencies": { "discord.js": "*", "typeorm": "*", "@nestjs/common": "*" } }');
    put('tsconfig.json', '{ "compilerOptions": { "module": "node16" } }');
    symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
  });

  afterAll(() => {
    rmSync(project, { recursive: true });
  });

  it('each refuse the import that was made to break them', () => {
    const output = cruise(project);
    const fired = new Set(output.summary.violations.map(({ from, rule }) => `${rule.name} at ${from}`));
    const silent = violations.map(([rule, file]) => `${rule} at ${file}`).filter((line) => !fired.has(line));
    expect(silent).toEqual([]);
  });

  it('are all proven here', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the configuration is CommonJS
    const { forbidden } = require(config) as { forbidden: readonly { name: string }[] };
    expect(new Set(violations.map(([rule]) => rule))).toEqual(new Set(forbidden.map(({ name }) => name)));
  });
});

function cruise(cwd: string): Report {
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const parameters = [
    depcruise,
    '--config',
    config,
    '--output-type',
    'json',
    'src',
    'migrations',
    'sandbox',
    'ormconfig.ts',
  ];
  return JSON.parse(
    execFileSync(process.execPath, parameters, { cwd, encoding: 'utf8', maxBuffer: 1e8 }),
  ) as Report;
}
