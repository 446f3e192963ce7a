/** Events for workflows and agent runners: `repository_dispatch`, sent at most once per key. */
import { type Applied, type Effect, effectKey } from '../../effects.ts';
import type { WriteContext } from '../apply.ts';
import { isRefused, lacksPermission, remedy, wordsOf } from '../github/answers.ts';
import { statusOf } from './gone.ts';

type Dispatch = Extract<Effect, { kind: 'dispatch' }>;

const SENT = 'sent';
/** In `hash`: it was about to be sent, and nobody recorded what came of it. */
const SENDING = 'sending';

/**
 * Sends the event unless it was sent before. GitHub keeps no list of these events: where nobody knows whether one
 * went out, it is not sent a second time, because it may start an agent.
 */
export async function sendDispatch(effect: Dispatch, context: WriteContext): Promise<Applied> {
  return context.alone(effectKey(effect), () => send(effect, context));
}

async function send(effect: Dispatch, context: WriteContext): Promise<Applied> {
  const { github, posted, at, log } = context;
  const { repo, event, payload } = effect;
  const known = await posted.find(repo.id, effectKey(effect));
  if (known?.hash === SENT) return { outcome: 'unchanged', url: null };
  if (known) {
    const reason = `Weir was cut off while it sent the event ${event}, so nobody knows whether it went out. Send it by hand if nothing has started.`;
    return { outcome: 'skipped', url: null, reason };
  }
  await remember(effect, context, SENDING);
  try {
    await github.contents(repo.installation).rest.repos.createDispatchEvent({
      ...at,
      event_type: event,
      client_payload: { ...payload },
      request: { retries: 0 },
    });
  } catch (error) {
    // An answer that refuses, or no token to ask with: nothing went out.
    if (isRefused(error) || (statusOf(error) ?? 500) < 500) {
      await posted.remove(repo.id, effectKey(effect));
    }
    if (!isRefused(error)) throw error;
    const reason = lacksPermission(error)
      ? `The event ${event} was not sent, because the App may not write contents here. Grant it "Contents: Read and write" if it should send events.`
      : `The event ${event} was not sent: ${wordsOf(error)}. ${remedy(error) ?? 'It follows when GitHub lets Weir send it'}.`;
    log.warn({ repo: repo.id, event, reason: (error as Error).message }, reason);
    return { outcome: 'skipped', url: null, reason };
  }
  await remember(effect, context, SENT);
  return { outcome: 'created', url: null };
}

async function remember(effect: Dispatch, { posted }: WriteContext, hash: string): Promise<void> {
  await posted.save(effect.repo.id, effectKey(effect), {
    remoteId: 0,
    url: null,
    hash,
    annotated: false,
    checkName: null,
    oid: null,
  });
}
