import { store } from '../store';
import { type Child, h } from '../view';
import { STEPS } from './steps';

const tour = { at: 0, since: 0, isOpen: true, isDoing: false };

/** A short way through the main things, which the visitor walks or is driven. */
export function tourView(): Child {
  const step = STEPS[tour.at];
  const isReady = store.connected && store.state?.bot.state !== 'preparing';
  if (!tour.isOpen || step === undefined)
    return h(
      'button',
      {
        type: 'button',
        class: 'link tour-again',
        onclick: () => {
          goTo(0);
        },
      },
      'Take the tour (two minutes)',
    );
  const isDone = step.isDone?.(tour.since) ?? true;
  const isLast = tour.at === STEPS.length - 1;
  return h(
    'section',
    { class: 'tour', 'aria-label': 'Tour' },
    h(
      'p',
      { class: 'hint' },
      `Step ${tour.at + 1} of ${STEPS.length}`,
      step.isDone && isDone && h('span', { class: 'good', role: 'status' }, ' ✓ done'),
    ),
    h('h2', {}, step.title),
    h('p', {}, step.text),
    h(
      'div',
      { class: 'actions' },
      h(
        'button',
        {
          type: 'button',
          class: `button is-small ${isDone ? 'is-primary' : ''}`,
          disabled: !isReady,
          onclick: () => {
            if (isLast) end();
            else goTo(tour.at + 1);
          },
        },
        isLast ? 'End the tour' : isDone ? 'Next' : 'Skip',
      ),
      step.doIt !== undefined &&
        !isDone &&
        h(
          'button',
          {
            type: 'button',
            class: 'button is-small is-primary',
            disabled: !isReady || tour.isDoing,
            onclick: () => {
              void doStep(step.doIt);
            },
          },
          'Do it for me',
        ),
      !isLast && h('button', { type: 'button', class: 'link', onclick: end }, 'Leave it'),
    ),
  );
}

function goTo(at: number): void {
  store.update(() => Object.assign(tour, { at, since: store.now(), isOpen: true, isDoing: false }));
}

function end(): void {
  store.update(() => (tour.isOpen = false));
}

async function doStep(doIt: (() => Promise<void>) | undefined): Promise<void> {
  store.update(() => (tour.isDoing = true));
  await doIt?.();
  store.update(() => (tour.isDoing = false));
}
