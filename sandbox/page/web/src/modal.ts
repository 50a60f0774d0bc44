import type { PageComponent, PageModal } from '../../protocol';
import { interact } from './api';
import { markdown } from './markdown';
import { presetOf, selectChoices, text } from './message/components';
import { selectMenu } from './select-menu';
import { store } from './store';
import { type Child, h } from './view';

type Field = string | boolean | readonly string[];

let filled: { of: PageModal; fields: Record<string, Field> } | null = null;

/** The form that the bot has shown. */
export function modalView(): Child {
  const { modal } = store;
  if (modal === null) return null;
  if (filled?.of !== modal) filled = { of: modal, fields: {} };
  const { fields } = filled;
  return h(
    'dialog',
    {
      class: 'modal',
      key: modal.interactionId,
      'aria-labelledby': 'modal-title',
      onmount: (dialog: HTMLDialogElement) => {
        dialog.showModal();
      },
      onclose: () => {
        store.openModal(null);
      },
    },
    h(
      'form',
      {
        onsubmit: (event: SubmitEvent) => {
          event.preventDefault();
          const { interactionId } = modal;
          store.openModal(null);
          void interact('/api/modal', { userId: store.me, interactionId, fields });
        },
      },
      h('h2', { id: 'modal-title' }, modal.title),
      modal.components.map((component) => part(component, fields)),
      h(
        'div',
        { class: 'modal-foot' },
        h(
          'button',
          {
            type: 'button',
            class: 'button',
            onclick: () => {
              store.openModal(null);
            },
          },
          'Cancel',
        ),
        h('button', { type: 'submit', class: 'button is-primary' }, 'Submit'),
      ),
    ),
  );
}

function part(component: PageComponent, fields: Record<string, Field>): Child {
  if (component.type === 10) return h('div', { class: 'markdown' }, markdown(text(component.content)));
  if (component.type === 1)
    return ((component.components ?? []) as PageComponent[]).map((child) =>
      labelled(child, text(child.label), '', fields),
    );
  const inner = component.component as PageComponent | undefined;
  return inner === undefined
    ? null
    : labelled(inner, text(component.label), text(component.description), fields);
}

function labelled(
  input: PageComponent,
  label: string,
  description: string,
  fields: Record<string, Field>,
): Child {
  const id = `field-${text(input.custom_id)}`;
  return h(
    'div',
    { class: 'modal-field' },
    h(
      'label',
      { for: id },
      label,
      input.required !== false && h('span', { class: 'required', 'aria-hidden': 'true' }, ' *'),
    ),
    description !== '' && h('p', { class: 'hint', id: `${id}-hint` }, description),
    control(input, id, label, fields),
  );
}

function control(input: PageComponent, id: string, label: string, fields: Record<string, Field>): Child {
  const name = text(input.custom_id);
  const isRequired = input.required !== false;
  const options = (input.options ?? []) as {
    label: string;
    value: string;
    description?: string;
    default?: boolean;
  }[];
  switch (input.type) {
    case 4:
      return textInput(input, id, fields);
    case 21:
    case 22:
      return choiceBoxes(input, options, fields, label);
    case 23:
      return h('input', {
        type: 'checkbox',
        id,
        checked: fields[name] === undefined ? input.default === true : fields[name] === true,
        onchange: (event: Event) => {
          fields[name] = (event.target as HTMLInputElement).checked;
        },
      });
    default:
      return selectMenu({
        id: `${id}-select`,
        label,
        placeholder: text(input.placeholder) || 'Make a selection',
        choices: selectChoices(input),
        chosen: (fields[name] as readonly string[] | undefined) ?? presetOf(input),
        min: isRequired ? Number(input.min_values ?? 1) : 0,
        max: Number(input.max_values ?? 1),
        searchable: input.type !== 3,
        onChoose: (values) => {
          store.update(() => (fields[name] = values));
        },
      });
  }
}

function textInput(input: PageComponent, id: string, fields: Record<string, Field>): Child {
  const name = text(input.custom_id);
  const props = {
    id,
    class: 'field',
    placeholder: text(input.placeholder),
    required: input.required !== false,
    minlength: input.min_length as number | undefined,
    maxlength: (input.max_length as number | undefined) ?? 4000,
    value: (fields[name] as string | undefined) ?? text(input.value),
    oninput: (event: InputEvent) => {
      fields[name] = (event.target as HTMLInputElement).value;
    },
  };
  // As typed so far, also where it was not touched: the form sends what it shows.
  fields[name] ??= text(input.value);
  return input.style === 2 ? h('textarea', { ...props, rows: 4 }) : h('input', { ...props, type: 'text' });
}

function choiceBoxes(
  input: PageComponent,
  options: readonly { label: string; value: string; description?: string; default?: boolean }[],
  fields: Record<string, Field>,
  label: string,
): Child {
  const name = text(input.custom_id);
  const isRadio = input.type === 21;
  const chosen =
    (fields[name] as string | readonly string[] | undefined) ??
    options.filter((option) => option.default === true).map(({ value }) => value);
  return h(
    'div',
    { role: isRadio ? 'radiogroup' : 'group', 'aria-label': label },
    options.map(({ label: each, value, description }) =>
      h(
        'label',
        { class: 'box' },
        h('input', {
          type: isRadio ? 'radio' : 'checkbox',
          name,
          checked: chosen.includes(value),
          onchange: (event: Event) => {
            const { checked } = event.target as HTMLInputElement;
            const others = (chosen as readonly string[]).filter((other) => other !== value);
            store.update(() => (fields[name] = isRadio ? value : checked ? [...others, value] : others));
          },
        }),
        h(
          'span',
          { class: 'option-text' },
          h('span', {}, each),
          description !== undefined && h('span', { class: 'hint' }, description),
        ),
      ),
    ),
  );
}
