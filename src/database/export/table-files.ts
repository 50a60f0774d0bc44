import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { ExportedFile, ExportOrder } from './export-messages';

/** What is kept in memory of a table, in UTF-16 units. */
const BLOCK_CHARACTERS = 1024 * 1024;

/**
 * A table as files of JSON lines, gzipped. Each block of rows is a gzip member of its own, which `gunzip` reads as one
 * stream; so a file ends exactly before it would get too large, and each can be read without the others.
 */
export class TableFiles {
  private readonly done: ExportedFile[] = [];
  private lines: string[] = [];
  private characters = 0;
  private current: { path: string; rows: number; bytes: number } | null = null;

  constructor(
    private readonly table: string,
    private readonly order: ExportOrder,
  ) {}

  /** @returns whether rows were written: a good moment to tell how far it is. */
  add(row: unknown): boolean {
    const line = JSON.stringify(row, readable);
    this.lines.push(line);
    this.characters += line.length;
    if (this.characters < BLOCK_CHARACTERS) return false;
    this.flush();
    return true;
  }

  /** An empty table has one file without lines, so that nobody looks for it. */
  finish(): readonly ExportedFile[] {
    if (this.lines.length > 0 || !this.current) this.flush();
    this.close();
    return this.done;
  }

  private flush(): void {
    const block = gzipSync(this.lines.map((line) => `${line}\n`).join(''));
    if (this.current && this.current.bytes + block.length > this.order.mostBytes) this.close();
    this.current ??= { path: this.nextPath(), rows: 0, bytes: 0 };
    appendFileSync(this.current.path, block);
    this.current.rows += this.lines.length;
    this.current.bytes += block.length;
    this.lines = [];
    this.characters = 0;
  }

  private close(): void {
    if (this.current) this.done.push({ table: this.table, ...this.current });
    this.current = null;
  }

  private nextPath(): string {
    const part = this.done.length + 1;
    return join(this.order.folder, `${this.table}${part === 1 ? '' : `.${part}`}.jsonl.gz`);
  }
}

/** Whole numbers that JavaScript cannot hold become text. */
export function readable(_key: string, value: unknown): unknown {
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
