import type { DeedRequest, PageAnswer } from '../../protocol';
import { store } from './store';

/** @throws Error with a sentence for the person. */
export async function post<Answer>(path: string, body: object): Promise<Answer> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer & { error?: string };
  if (!response.ok || answer.error !== undefined)
    throw new Error(answer.error ?? 'The sandbox did not answer');
  return answer;
}

/** Makes something happen in the world; what cannot be done is said at the bottom of the page. */
export async function deed(name: string, details: Omit<DeedRequest, 'deed'> = {}, said = ''): Promise<void> {
  try {
    await post('/api/deed', { ...details, deed: name });
    if (said !== '') store.say(said);
  } catch (error) {
    store.say(sentenceOf(error), true);
  }
}

/** Uses a command, a component or a form; a form that comes back is opened. */
export async function interact(path: string, body: object): Promise<PageAnswer | null> {
  store.update(() => (store.busy += 1));
  try {
    const answer = await post<PageAnswer>(path, body);
    if (answer.modal !== undefined) store.openModal(answer.modal);
    return answer;
  } catch (error) {
    store.say(sentenceOf(error), true);
    return null;
  } finally {
    store.update(() => (store.busy -= 1));
  }
}

/** What the sandbox says to engineers, in the words of Discord's client where it is about the bot. */
function sentenceOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /^After \d+ ms still not/.test(text)
    ? 'The application did not respond'
    : (text.split('\n')[0] ?? text);
}
