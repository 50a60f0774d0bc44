import { type APIComponentInContainer, ComponentType } from 'discord.js';

import { count } from '../../common';
import { card, linkButton, notice, plain, row, text, type View } from '../../discord';
import { bytes as size } from './size';

/** A file by the name it is sent with. */
export interface ExportFile {
  readonly table: string;
  readonly name: string;
  readonly rows: number;
  readonly bytes: number;
}

export type ExportProgressModel =
  | { readonly doing: 'beginning' }
  | { readonly doing: 'reading'; readonly table: string; readonly rows: number; readonly totalRows: number }
  | { readonly doing: 'sending'; readonly sent: number; readonly files: number };

export interface ExportSummaryModel {
  readonly sent: readonly ExportFile[];
  /** Which were too large for Discord, or which Discord did not take. */
  readonly kept: readonly ExportFile[];
  /** Where they lie on the bot's machine. */
  readonly folder: string;
  /** Why not all was sent that could have been; null when it was. */
  readonly refusal: string | null;
}

const MOST_NAMED = 20;

export function exportBegunView(messageUrl: string): View {
  return card(
    'good',
    text('The export comes to you in a direct message. How far it is stands there.'),
    row(linkButton('Go there', messageUrl)),
  );
}

export function exportProgressView(progress: ExportProgressModel): View {
  return notice('info', `## Export\n${doingOf(progress)}`);
}

/** @param files ten at most. */
export function exportFilesView(files: readonly ExportFile[]): View {
  return card(
    'info',
    text(linesOf(files)),
    ...files.map(({ name }): APIComponentInContainer => ({
      type: ComponentType.File,
      file: { url: `attachment://${name}` },
    })),
  );
}

export function exportSummaryView({ sent, kept, folder, refusal }: ExportSummaryModel): View {
  const rows = sent.reduce((sum, file) => sum + file.rows, 0);
  const took = `Sent: ${count(sent.length, 'file')} with ${rows.toLocaleString('en-US')} rows, as they were at one instant. Each file is gzip of JSON lines, a row a line.`;
  if (kept.length === 0) return notice('good', `## Export\n${took}`);
  const why =
    refusal === null ? 'More than Discord should carry:' : `The rest could not be sent (${plain(refusal)}):`;
  const more = kept.length > MOST_NAMED ? `\n… and ${count(kept.length - MOST_NAMED, 'file')} more` : '';
  const there = `They lie in \`${folder}\` on the bot’s machine until the next export.`;
  return notice(
    'warning',
    `## Export\n${took}\n\n${why}\n${linesOf(kept.slice(0, MOST_NAMED))}${more}\n${there}`,
  );
}

export function exportFailedView(): View {
  return notice(
    'bad',
    '## Export\nIt did not work out, and no more files come. Ask again; if that fails, look into the log.',
  );
}

function doingOf(progress: ExportProgressModel): string {
  if (progress.doing === 'beginning') return 'I am putting it together; the files come here.';
  if (progress.doing === 'sending') return `Sending: ${progress.sent} of ${count(progress.files, 'file')}`;
  const [rows, totalRows] = [progress.rows, progress.totalRows].map((n) => n.toLocaleString('en-US'));
  return `Reading \`${progress.table}\`: ${rows} of ${totalRows} rows in all`;
}

function linesOf(files: readonly ExportFile[]): string {
  return files
    .map(({ name, rows, bytes }) => `- \`${name}\`: ${rows.toLocaleString('en-US')} rows, ${size(bytes)}`)
    .join('\n');
}
