/** The log: one JSON object per line, with every secret replaced by value wherever it stands. */
import { type Logger, pino } from 'pino';
import type { LogLevel } from '../configuration.ts';

export interface Secrets {
  /** From now on the value never appears in a log, neither as it is nor in its usual encodings. */
  add(secret: string): void;
  /** The same for one that never ends: it is not forgotten, however many others are added. */
  keep(secret: string): void;
  redact(text: string): string;
}

/** Tokens live for hours; this many are more than can be alive. The oldest is forgotten. */
const MOST_SECRETS = 5_000;
/** Shorter values would blot out ordinary words. */
const SHORTEST = 8;

/** Names of secrets follow no pattern that lasts, so they are known by value. */
export function createSecrets(): Secrets {
  const forms = new Map<string, string[]>();
  const kept = new Map<string, string[]>();
  return {
    keep(secret) {
      if (secret.length >= SHORTEST) kept.set(secret, encodings(secret));
    },
    add(secret) {
      if (secret.length < SHORTEST) return;
      forms.delete(secret);
      forms.set(secret, encodings(secret));
      const oldest = forms.keys().next().value;
      if (forms.size > MOST_SECRETS && oldest !== undefined) forms.delete(oldest);
    },
    redact(text) {
      let clean = text;
      for (const encoded of [...kept.values(), ...forms.values()]) {
        for (const form of encoded) {
          if (clean.includes(form)) clean = clean.replaceAll(form, '[redacted]');
        }
      }
      return clean;
    },
  };
}

function encodings(secret: string): string[] {
  const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64').replace(/=+$/, '');
  return [
    ...new Set([
      secret,
      JSON.stringify(secret).slice(1, -1),
      encodeURIComponent(secret),
      base64(secret),
      // As git and HTTP basic authentication send it.
      base64(`x-access-token:${secret}`),
    ]),
  ];
}

/** @param write receives finished lines; standard error by default */
export function createLog(
  level: LogLevel,
  secrets: Secrets,
  write: (line: string) => void = (line) => {
    process.stderr.write(line);
  },
): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    { write: (line) => write(secrets.redact(line)) },
  );
}
