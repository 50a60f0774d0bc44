import { MessageComponentsService, ModalsService } from 'necord';

import type { CustomId } from '../../../src/discord';
import { startApplication, type TestApplication } from '../../support/application';
import { answers, customIdsIn, definedCustomIds } from '../../support/custom-ids';

type Handled = Pick<CustomId, 'usedBy' | 'pattern'>;

const SOMEBODY = '123456789012345678';

const nameOf = ({ usedBy, pattern }: Handled): string => `${usedBy} ${pattern}`;

/** Whether some id would be matched by both: part by part they are equal, or one takes anything. */
function overlap(one: Handled, other: Handled): boolean {
  const [parts, others] = [one.pattern.split('/'), other.pattern.split('/')];
  if (one.usedBy !== other.usedBy || parts.length !== others.length) return false;
  return parts.every((part, index) => {
    const counterpart = others[index] ?? '';
    return part === counterpart || part.startsWith(':') || counterpart.startsWith(':');
  });
}

describe('custom ids', () => {
  let application: TestApplication;
  let defined: CustomId[];
  let handled: Handled[];

  beforeAll(async () => {
    // With everything that is there only where it is wanted.
    application = await startApplication({ ADMIN_ID: SOMEBODY, ADMIN_GUILD_ID: SOMEBODY });
    defined = await definedCustomIds();
    const { app } = application;
    const components = [...app.get(MessageComponentsService).cache.values()];
    const modals = [...app.get(ModalsService).cache.values()];
    handled = [
      ...components.map((each) => ({ usedBy: each.getType(), pattern: each.getCustomId() })),
      ...modals.map((each) => ({ usedBy: 'modal' as const, pattern: each.getCustomId() })),
    ];
  });
  afterAll(() => application.close());

  it('have a handler each, and no handler is left of one that is gone', () => {
    expect(defined.length).toBeGreaterThan(15);
    expect(handled.map(nameOf).sort()).toEqual(defined.map(nameOf).sort());
  });

  it('are never taken by two handlers', () => {
    const twice = handled.flatMap((one, index) =>
      handled
        .slice(index + 1)
        .flatMap((other) => (overlap(one, other) ? [[nameOf(one), nameOf(other)]] : [])),
    );
    expect(twice).toEqual([]);
  });

  it('lead from what is built to the one pattern it was built of', () => {
    for (const customId of defined) {
      const values = new Proxy<Record<string, string>>({}, { get: () => '7' });
      const id = customId.of(values);
      expect([id, defined.filter((each) => answers(each, [customId.usedBy, id])).map(nameOf)]).toEqual([
        id,
        [nameOf(customId)],
      ]);
    }
  });

  it('are found wherever they stand in a request, the fields of a modal apart', () => {
    const button = { type: 2, custom_id: 'a' };
    const rows = [
      {
        type: 17,
        components: [
          { type: 1, components: [button] },
          { type: 9, accessory: button },
        ],
      },
    ];
    expect(customIdsIn({ type: 4, data: { components: rows } })).toEqual([
      [2, 'a'],
      [2, 'a'],
    ]);
    const modal = { custom_id: 'm', components: [{ type: 18, component: { type: 3, custom_id: 'f' } }] };
    expect(customIdsIn({ type: 9, data: modal })).toEqual([['modal', 'm']]);
  });
});
