/** The import rules of docs/architecture.md. test/architecture violates each one to prove that it can fire. */
const modules = [
  'common',
  'config',
  'logging',
  'monitoring',
  'database',
  'discord',
  'privacy',
  'settings',
  'subscribers',
  'delivery',
  'feeds',
  'voice',
  'welcome',
  'meta',
];

/** What each module may import besides itself; arrows of the picture point down only. */
const allowed = {
  common: [],
  config: ['common'],
  logging: ['common', 'config'],
  monitoring: ['common', 'config'],
  database: ['common', 'config', 'monitoring'],
  discord: ['common', 'config', 'monitoring'],
  privacy: ['common', 'config', 'database', 'discord'],
  settings: ['common', 'config', 'database', 'discord', 'privacy'],
  subscribers: ['common', 'config', 'database', 'discord'],
  delivery: ['common', 'config', 'monitoring', 'database', 'discord', 'subscribers'],
  feeds: [
    'common',
    'config',
    'monitoring',
    'database',
    'discord',
    'privacy',
    'subscribers',
    'settings',
    'delivery',
  ],
  voice: ['common', 'config', 'monitoring', 'database', 'discord', 'privacy', 'settings'],
  welcome: ['common', 'config', 'discord', 'settings'],
  meta: ['common', 'config', 'database', 'discord', 'settings', 'delivery'],
};

const notTests = '\\.spec\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    ...modules.map((name) => ({
      name: `${name}-imports-down-only`,
      severity: 'error',
      from: { path: `^src/${name}/` },
      to: { path: '^src/', pathNot: `^src/(${[name, ...allowed[name]].join('|')})/` },
    })),
    {
      name: 'modules-through-index-only',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/', pathNot: '^src/($1/|[^/]+/index\\.ts$|discord/drawing/index\\.ts$)' },
    },
    {
      // The canvas and its fonts are a process of their own; the bot must not load them.
      name: 'canvas-in-drawings-only',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/discord/drawing/', '\\.drawing\\.ts$', notTests] },
      to: {
        path: [
          'node_modules/(@napi-rs/canvas|@expo-google-fonts|echarts)/',
          '^src/discord/drawing/',
          '\\.drawing\\.ts$',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      // What they load is loaded in the picture process, too.
      name: 'drawings-load-no-framework',
      severity: 'error',
      from: { path: ['^src/discord/drawing/', '\\.drawing\\.ts$'] },
      to: {
        path: ['node_modules/(discord\\.js|necord|@nestjs|typeorm)/', '^src/[^/]+/index\\.ts$'],
        pathNot: '^src/common/index\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'composition-root-through-index-only',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$', pathNot: '^src/health-check\\.ts$' },
      to: { path: '^src/[^/]+/', pathNot: '^src/[^/]+/index\\.ts$' },
    },
    {
      // The migration commands need the entities but not the modules, which would load all of Discord.
      name: 'ormconfig-sees-entities-only',
      severity: 'error',
      from: { path: '^ormconfig\\.ts$' },
      to: { path: '^src/', pathNot: '^src/((config|database)/index|[^/]+/persistence/index)\\.ts$' },
    },
    {
      name: 'discord-libraries-in-discord-folders-only',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/discord/', '^src/[^/]+/discord/', notTests] },
      to: { path: 'node_modules/(discord\\.js|discord-api-types|@discordjs|necord)/' },
    },
    {
      name: 'typeorm-in-persistence-and-modules-only',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/database/', '^src/[^/]+/persistence/', '\\.module\\.ts$', notTests],
      },
      to: { path: 'node_modules/(typeorm|@nestjs/typeorm)/' },
    },
    {
      name: 'common-has-no-framework',
      severity: 'error',
      from: { path: '^src/common/', pathNot: notTests },
      to: { path: 'node_modules/' },
    },
    {
      name: 'platforms-do-not-know-each-other',
      severity: 'error',
      from: { path: '^src/feeds/platforms/(anilist|mangadex|comick|web-feed)/' },
      to: {
        path: '^src/feeds/platforms/(anilist|mangadex|comick|web-feed)/',
        pathNot: '^src/feeds/platforms/$1/',
      },
    },
    {
      name: 'platforms-know-no-database',
      severity: 'error',
      from: { path: '^src/feeds/platforms/' },
      to: { path: '^src/(database/|feeds/persistence/)' },
    },
    {
      name: 'commands-call-services-not-repositories',
      severity: 'error',
      from: { path: '^src/[^/]+/discord/', pathNot: notTests },
      to: { path: '/persistence/' },
    },
    {
      name: 'migrations-import-typeorm-only',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { pathNot: 'node_modules/typeorm/' },
    },
    {
      name: 'bot-knows-no-sandbox',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: notTests },
      to: { path: '^(sandbox|test|bench|scripts)/' },
    },
    {
      name: 'sandbox-knows-no-bot',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(src|migrations|test)/' },
    },
    {
      name: 'no-undeclared-packages',
      severity: 'error',
      from: { path: '^(src|migrations|ormconfig)', pathNot: notTests },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^sandbox/page/web/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};
