/** The most memory that a process and all it starts have together, looked at ten times a second (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

const PAGE_MB = 4096 / 1e6;

/** Megabytes; null where there is no /proc. Pages that processes share count for each. */
export function memoryOf(pid: number): { stop(): number | null } {
  let most = 0;
  const timer = setInterval(() => {
    most = Math.max(most, treeMb(pid));
  }, 100);
  return {
    stop() {
      clearInterval(timer);
      return most === 0 ? null : Math.round(most);
    },
  };
}

function treeMb(root: number): number {
  const found = new Map<number, { parent: number; mb: number }>();
  for (const name of names()) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      found.set(Number(name), { parent: Number(fields[1]), mb: Number(fields[21]) * PAGE_MB });
    } catch {
      // It has ended.
    }
  }
  const isInside = (pid: number): boolean => {
    if (pid === root) return true;
    const parent = found.get(pid)?.parent ?? 0;
    return parent > 1 && isInside(parent);
  };
  let sum = 0;
  for (const [pid, { mb }] of found) if (isInside(pid)) sum += mb;
  return sum;
}

function names(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
