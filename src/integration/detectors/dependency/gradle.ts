/** Gradle's version catalogues, and the build scripts that use them (docs.gradle.org, version catalogs). */
import { parse } from 'smol-toml';
import { fileName } from '../../path-parts.ts';
import { codeOnly } from './code-only.ts';
import {
  brokenBy,
  type Fields,
  fieldsOf,
  lineOf,
  type ManifestReading,
  manifest,
  type Named,
  requirement,
  textOf,
  textsOf,
} from './manifest.ts';

/** `gradle/libs.versions.toml` and its like. */
export function readCatalogue(path: string, text: string): ManifestReading {
  try {
    const all = fieldsOf(parse(text));
    const versions = fieldsOf(all.versions);
    const plain = (value: unknown): string | null => {
      const { strictly, require } = fieldsOf(value);
      return textOf(value) ?? textOf(strictly) ?? textOf(require);
    };
    const versionOf = (value: unknown): string | null => {
      const named = textOf(fieldsOf(value).ref);
      return named === null ? plain(value) : plain(versions[named]);
    };
    const start = lineOf(text, '[libraries]');
    const shared = Object.entries(fieldsOf(all.libraries)).map(([alias, value]) => {
      const fields = fieldsOf(value);
      const [group, artifact, version] = (textOf(value) ?? '').split(':');
      const module =
        textOf(fields.module) ??
        (textOf(fields.group) ? `${textOf(fields.group)}:${textOf(fields.name)}` : null);
      return requirement({
        name: module ?? (artifact ? `${group}:${artifact}` : alias),
        // Two entries for one module are two, whatever they ask for.
        section: `libraries.${alias}`,
        range: version ?? versionOf(fields.version),
        line: lineOf(text, alias, start),
      });
    });
    return manifest('jvm', { shared, ...namesOf(path, text, all) });
  } catch (error) {
    return brokenBy(error);
  }
}

/** Entries by the names that build scripts know them by, and what entries name of others. */
function namesOf(path: string, text: string, all: Fields): { offers: Named[]; takes: Named[] } {
  const catalogue = fileName(path).replace(/\.versions\.toml$/, '');
  const entry = (kind: string, alias: string, line: number) =>
    accessor(`${catalogue}.${kind}${alias.replaceAll(/[-_]/g, '.')}`, line);
  const table = (kind: string, name: string) => {
    const start = lineOf(text, `[${name}]`);
    return Object.keys(fieldsOf(all[name])).map((alias) =>
      entry(kind, alias, lineOf(text, alias, start)),
    );
  };
  const versions = ['libraries', 'plugins'].flatMap((name) =>
    Object.entries(fieldsOf(all[name])).flatMap(([alias, value]) => {
      const ref = textOf(fieldsOf(fieldsOf(value).version).ref);
      const line = lineOf(text, alias, lineOf(text, `[${name}]`));
      return ref === null ? [] : [entry('versions.', ref, line)];
    }),
  );
  const bundled = Object.entries(fieldsOf(all.bundles)).flatMap(([name, list]) => {
    const line = lineOf(text, name, lineOf(text, '[bundles]'));
    return textsOf(list).map((alias) => entry('', alias, line));
  });
  return {
    offers: [
      ...table('', 'libraries'),
      ...table('versions.', 'versions'),
      ...table('bundles.', 'bundles'),
      ...table('plugins.', 'plugins'),
    ],
    takes: [...versions, ...bundled],
  };
}

const accessor = (name: string, line: number): Named => ({
  key: `catalogue ${name}`,
  what: name,
  line,
});

export function isBuildScript(path: string): boolean {
  return /\.gradle(\.kts)?$/.test(path);
}

/** What a build script takes from catalogues; names of anything else are taken, too, and offered by nobody. */
export function catalogueUses(text: string): Named[] {
  return codeOnly('jvm', text)
    .split('\n')
    .flatMap((line, at) =>
      [...line.matchAll(/(?<![\w.])[a-z]\w*(?:\.\w+)+/g)].map(([name]) =>
        // How a value is got is not part of the name.
        accessor(name.replace(/\.(get|asProvider|orNull|getOrNull|map|toInt)(\..*)?$/, ''), at + 1),
      ),
    );
}
