import { expectSendable } from '../../../test/support/expect-sendable';
import {
  exportBegunView,
  exportFailedView,
  type ExportFile,
  exportFilesView,
  exportProgressView,
  exportSummaryView,
} from './export.view';
import { databaseView, type Done } from './owner-database.view';
import { registeredView, takenBackView, takeBackView } from './owner.view';
import { packFiles } from './pack-files';

const folder = `/srv/${'long-folder/'.repeat(20)}`;

const files = (count: number, bytes = 1_000): ExportFile[] =>
  Array.from({ length: count }, (_, n) => ({
    table: `table_${n}`,
    name: `a_table_whose_name_is_as_long_as_names_are_at_most_${n}.12.jsonl.gz`,
    rows: 123_456_789,
    bytes,
  }));

describe('the views of the owner’s commands', () => {
  it('are taken by Discord, whatever they show', () => {
    const many = { sent: files(300), kept: files(300), folder, refusal: '<@1> **x** '.repeat(100) };
    for (const view of [
      registeredView({ everywhere: 1_000, owners: 1 }),
      takeBackView({ autoRegisterCommands: true }),
      takenBackView({ autoRegisterCommands: false }),
      exportBegunView('https://discord.com/channels/@me/123456789012345678/123456789012345678'),
      exportProgressView({ doing: 'beginning' }),
      exportProgressView({ doing: 'reading', table: 't'.repeat(100), rows: 1e9, totalRows: 1e9 }),
      exportProgressView({ doing: 'sending', sent: 1, files: 1 }),
      exportFilesView(files(10)),
      exportFailedView(),
      exportSummaryView(many),
    ]) {
      expectSendable(view);
    }
  });

  it('say what was kept, why, and where', () => {
    const shown = JSON.stringify(
      exportSummaryView({ sent: files(1), kept: files(21, 2_500_000), folder, refusal: null }),
    );
    expect(shown).toContain('Sent: 1 file with 123,456,789 rows');
    expect(shown).toContain('More than Discord should carry:');
    expect(shown).toContain('123,456,789 rows, 2.4 MB');
    expect(shown).toContain('… and 1 file more');
    expect(shown).toContain(folder);
  });
});

describe('the view of the database', () => {
  const path = `/srv/${'long-folder/'.repeat(20)}data.db`;
  const backups = Array.from({ length: 20 }, (_, n) => ({
    ...{
      path: `${path}-${n}`,
      bytes: 123_456_789,
      madeAt: new Date(Date.UTC(2026, 10, 23) - n * 86_400_000),
    },
  }));
  const facts = {
    ...{ path, size: 5_000_000, logSize: 1, free: 2_500_000, givesBack: true, backups, backupsKept: 20 },
    ...{ backupFolder: path, backupEveryMs: 86_400_000, lastCheck: null },
    keptMs: { items: 86_400_000 * 365, sent: 86_400_000, refused: null },
  };
  const shown = (over: object, done?: Done) =>
    JSON.stringify(databaseView({ ...facts, ...over }, done && { done }));

  it('is taken by Discord, whatever is done', () => {
    const problems = Array<string>(100).fill('x'.repeat(1_000));
    expectSendable(databaseView(facts, { doing: 'Copying the database: 45 %' }));
    expectSendable(databaseView({ ...facts, givesBack: false, backups: [] }));
    expectSendable(databaseView(facts, { done: { did: 'check', problems } }));
    const [newest] = backups;
    if (newest) {
      expectSendable(
        databaseView(facts, { done: { did: 'backup', backup: { ...newest, rows: { feeds: 1e9 } } } }),
      );
    }
  });

  it('says how things are and what to type where the bot has to be stopped', () => {
    expect(shown({})).toContain('**Size** 4.8 MB, of it 2.4 MB free; 1 KB in its log');
    expect(shown({})).toContain(
      '**Kept** old releases for 365 days, sent messages for 1 day, refused messages for ever',
    );
    expect(shown({})).toContain(`npm run db:restore -- ${path}-0`);
    expect(shown({ givesBack: false })).toContain('npm run db:vacuum');
    expect(shown({ backups: [] })).toContain('- none yet');
    expect(shown({ lastCheck: { at: 1_000, problems: 2 } })).toContain('<t:1:R>: ⚠️ 2 problems');
    expect(shown({}, { did: 'check', problems: ['row 7 missing'] })).toContain('row 7 missing');
    expect(shown({}, { did: 'tidy', bytes: 2_097_152 })).toContain('2.0 MB were given back');
  });

  it('offers nothing while something is being done', () => {
    const view = JSON.stringify(databaseView(facts, { doing: 'Looking for damage …' }));
    expect(view).toContain('Looking for damage');
    expect(view).not.toContain('"disabled":false');
  });
});

describe('packFiles', () => {
  const sizes = (bytes: readonly number[]) =>
    packFiles(
      bytes.map((size) => ({ table: 't', name: 'n', rows: 1, bytes: size })),
      100,
    ).map((message) => message.map((file) => file.bytes));

  it('puts as much into a message as Discord takes, in order, and nothing less', () => {
    expect(sizes([40, 60, 1, 99, 100, 30])).toEqual([[40, 60], [1, 99], [100], [30]]);
  });

  it('gives a file that is too large a message of its own', () => {
    expect(sizes([10, 101, 10])).toEqual([[10], [101], [10]]);
  });

  it('puts ten files into a message at most', () => {
    expect(sizes(Array<number>(21).fill(1)).map(({ length }) => length)).toEqual([10, 10, 1]);
  });
});
