/** What a function gives, where that changes: whether who newly calls it can take it as before. */
import { spelled } from '../../../spelled-signature.ts';
import type { Language } from '../../../symbols.ts';
import type { NewUse, Sym } from './changes.ts';
import { shown } from './clash.ts';
import { mayMiss } from './missing.ts';
import { takenAmiss } from './taken.ts';
import { idlyCaught, thrownNewly } from './thrown.ts';
import { bareType, list, parts } from './types.ts';

export interface ResultBreak {
  confidence: number;
  relies: string;
  /** Words after the name of the changing head, where what it takes and gives does not show it. */
  does?: string;
  advice?: string;
}

/** Types that hold another one, which is not theirs without taking it out. */
const WRAPPERS: Readonly<Partial<Record<Language, RegExp>>> = {
  rust: /^(Result|Option|Arc|Rc|Vec|Box|Cow|Mutex|RwLock|RefCell|Ref|MutexGuard|Poll)</,
  java: /^(Optional|CompletableFuture|CompletionStage|Future|Mono|Flux|Stream|Uni|Multi)</,
};

const FUTURE = /^(Pin<Box<dyn |impl |Box<dyn )?(Future\b|BoxFuture<|LocalBoxFuture<)/;

/** Null where the call still can do with what it gets, or the text does not tell. */
export function resultBreak(before: Sym, after: Sym, use: NewUse): ResultBreak | null {
  if (use.ends === 'pattern') return null;
  const thrown = after.language === 'java' ? thrownBreak(before, after, use) : null;
  if (thrown !== null || before.kind === 'constructor') return thrown;
  return wholeBreak(before, after, use) ?? takenAmiss(before, after, use);
}

/** What must be caught now, or must not be any more (Java). */
function thrownBreak(before: Sym, after: Sym, use: NewUse): ResultBreak | null {
  const thrown = thrownNewly(before, after);
  if (thrown !== null && !use.caught && !use.derived)
    return {
      confidence: 0.8,
      does: `lets ${shown(after)} throw ${thrown}`,
      relies: 'newly calls it where nothing catches that or hands it on',
      advice: `Catch ${thrown} there, or say that it is thrown.`,
    };
  const idle = idlyCaught(before, after, use.catches ?? []);
  return idle === null
    ? null
    : {
        confidence: 0.8,
        does: `no longer lets ${shown(after)} throw ${idle}`,
        relies: 'newly catches that where nothing else can throw it',
        advice: `Do without catching ${idle} there.`,
      };
}

/** What changes for everybody who wants the value. */
function wholeBreak(before: Sym, after: Sym, use: NewUse): ResultBreak | null {
  const [old, now] = [parts(before.signature), parts(after.signature)];
  const [was, is] = [bareType(old.output, after.language), bareType(now.output, after.language)];
  const dropped = use.ends === 'dropped';
  switch (after.language) {
    case 'go': {
      const count = (output: string) => list(output).length;
      if (dropped || count(was) === count(is)) return null;
      return {
        confidence: 0.8,
        relies: `newly takes ${count(was)} result${count(was) === 1 ? '' : 's'} of it`,
      };
    }
    case 'rust': {
      const [wasLater, isLater] = [isAsync(old.words, was), isAsync(now.words, is)];
      if (wasLater !== isLater)
        return {
          confidence: use.ends === 'awaited' ? 0.9 : dropped ? 0.6 : 0.65,
          relies: wasLater
            ? 'newly calls it as the future it was'
            : 'newly calls it without `.await`',
        };
      return dropped || isApartAs(is, use) ? null : rewrapped(was, is, 'rust');
    }
    case 'java':
      if (!dropped && was.startsWith('void') !== is.startsWith('void') && is.startsWith('void'))
        return { confidence: 0.8, relies: 'newly uses what it gives' };
      return dropped ? null : rewrapped(was, is, 'java');
    case 'python':
      if (becomesMissing(old.output, now.output, use))
        return { ...unchecked(after, is), confidence: 0.55 };
      if (/\basync$/.test(old.words) === /\basync$/.test(now.words)) return null;
      if (/\basync$/.test(old.words))
        return use.ends === 'awaited' ? { confidence: 0.75, relies: 'newly awaits it' } : null;
      return use.ends === 'awaited'
        ? null
        : { confidence: 0.65, relies: 'newly calls it without `await`' };
    default: {
      if (becomesMissing(old.output, now.output, use)) return unchecked(after, is);
      const isPromise = (text: string) => /^Promise\b/.test(text);
      if (isPromise(was) || !isPromise(is) || use.ends !== undefined) return null;
      return { confidence: 0.6, relies: 'newly calls it without `await`' };
    }
  }
}

const unchecked = (after: Sym, is: string) => ({
  confidence: 0.6,
  does: `lets what ${shown(after)} gives be missing (${spelled(is, after.language)})`,
  relies: 'newly asks it for something without a check',
  advice: `Say what happens where ${after.name} gives nothing.`,
});

/** What always gave a value may give none, and a member of it is asked at once. */
const becomesMissing = (was: string, is: string, { asked, language }: NewUse) =>
  asked !== undefined && was !== '' && !mayMiss(was, language) && mayMiss(is, language);

const isAsync = (words: string, output: string) => /\basync\b/.test(words) || FUTURE.test(output);

/** Something is put around what it gives, or taken away; also within what is around both. */
function rewrapped(was: string, is: string, language: 'rust' | 'java'): ResultBreak | null {
  if (/^impl\b/.test(was) || /^impl\b/.test(is)) return null;
  const wrapper = WRAPPERS[language];
  const outer = (type: string) => wrapper?.exec(type)?.[1] ?? (type.startsWith('(') ? '(' : '');
  if (outer(was) !== outer(is)) return { confidence: 0.65, relies: 'newly uses what it gives' };
  const [held, holds] = [heldBy(was), heldBy(is)];
  if (held === null || holds === null) return null;
  // As many values as before, or not.
  if (outer(was) === '(')
    return list(held).length === list(holds).length
      ? null
      : { confidence: 0.65, relies: 'newly uses what it gives' };
  return rewrapped(list(held)[0] ?? '', list(holds)[0] ?? '', language);
}

/** Whether it is taken apart into as many values as a tuple has. */
const isApartAs = (is: string, { apart }: NewUse): boolean =>
  is.startsWith('(') && apart === list(heldBy(is) ?? '').length;

/** What stands in the brackets of a type. */
function heldBy(type: string): string | null {
  return /^[\w]*[<(]([\s\S]*)[>)]$/.exec(type)?.[1] ?? null;
}
