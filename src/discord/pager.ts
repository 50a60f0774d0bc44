import { button, row } from './components';

interface Position {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

/** Buttons that turn the pages of a list, and none where there is one page. */
export function pager({ page, pages }: Position, idOf: (page: number) => string): ReturnType<typeof row>[] {
  if (pages <= 1) return [];
  return [
    row(
      button('Previous', idOf(page - 1), { disabled: page <= 1 }),
      button(`Page ${page} of ${pages}`, `${idOf(page)}/here`, { disabled: true }),
      button('Next', idOf(page + 1), { disabled: page >= pages }),
    ),
  ];
}
