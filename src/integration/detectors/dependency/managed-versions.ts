/** Where Maven has versions from that a pom does not name (maven.apache.org/guides, dependency management). */
import { fileName } from '../../path-parts.ts';
import { rulingFiles } from './files.ts';
import type { Manifest } from './manifest.ts';

/**
 * Whether anything but an entry that its parent has lost may give a version: `likely` where the pom does not inherit from
 * that parent, or a bill of materials of the same group is imported; `maybe` where another one is, or the parent has a
 * parent that lies elsewhere.
 *
 * @param path of the pom that asks
 * @param root the parent that had the entry
 * @param manifestAt reads a pom
 */
export function managedElsewhere(
  path: string,
  root: Manifest,
  name: string,
  manifestAt: (path: string) => Manifest | null,
): 'no' | 'maybe' | 'likely' {
  const own = manifestAt(path);
  const above = rulingFiles(path)
    .filter((one) => fileName(one) === fileName(path))
    .flatMap((one) => manifestAt(one) ?? []);
  const line: Manifest[] = [];
  for (let at = own; at && !line.includes(at); at = parentIn(at, above)) line.push(at);
  if (own?.name !== root.name && !line.some((one) => one.name === root.name)) return 'likely';
  const groupOf = (of: string) => of.split(':')[0]?.split('.').slice(0, 2).join('.');
  const bills = line.flatMap(({ shared }) => shared.filter(({ section }) => /:pom$/.test(section)));
  if (bills.some((bill) => groupOf(bill.name) === groupOf(name))) return 'likely';
  const last = line.at(-1);
  return bills.length > 0 || (last && parentOf(last) !== undefined) ? 'maybe' : 'no';
}

const parentOf = ({ requirements }: Manifest) =>
  requirements.find(({ section }) => section === 'parent')?.name;

const parentIn = (of: Manifest, above: readonly Manifest[]) =>
  above.find(({ name }) => name !== null && name === parentOf(of)) ?? null;
