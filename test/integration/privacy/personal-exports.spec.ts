import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startApplication } from '../../support/application';

describe('personal exports', () => {
  it('that were on their way when the bot was killed are gone after the next start, and nothing else', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pwr-bot-personal-'));
    const left = join(folder, 'personal-exports/200000000000000001/your-data.json');
    mkdirSync(join(left, '..'), { recursive: true });
    writeFileSync(left, '{"stays":[]}');
    const other = join(folder, 'export.json');
    writeFileSync(other, '{}');

    const application = await startApplication({ DATA_PATH: folder, ENABLE_FEED_PUBLISHER: 'false' });
    try {
      expect(existsSync(join(folder, 'personal-exports'))).toBe(false);
      expect(existsSync(other)).toBe(true);
    } finally {
      await application.close();
      rmSync(folder, { recursive: true });
    }
  });
});
