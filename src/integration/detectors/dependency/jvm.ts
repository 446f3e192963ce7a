/** pom.xml and Gradle's version catalogues. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { parse } from 'smol-toml';
import {
  brokenBy,
  fieldsOf,
  lineOf,
  type Manifest,
  type ManifestReading,
  type Requirement,
  requirement,
  textOf,
} from './manifest.ts';

const many = (value: unknown): unknown[] =>
  value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value];

/** Versions that are properties are looked up in the file itself. */
export function readPom(text: string): ManifestReading {
  try {
    // Entities are not expanded, so that none can grow.
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) return { state: 'broken', reason: 'it has a DOCTYPE' };
    const valid = XMLValidator.validate(text);
    if (valid !== true) {
      return { state: 'broken', reason: `line ${valid.err.line}: ${valid.err.msg}` };
    }
    const parser = new XMLParser({ parseTagValue: false, processEntities: false });
    const project = fieldsOf(parser.parse(text).project);
    const properties = fieldsOf(project.properties);
    const resolved = (value: unknown): string | null =>
      textOf(value)?.replaceAll(/\$\{([^}]+)\}/g, (all, name) => textOf(properties[name]) ?? all) ??
      null;
    const read = (list: unknown, section: string): Requirement[] =>
      many(fieldsOf(list).dependency)
        .map(fieldsOf)
        .map((one) =>
          requirement({
            name: `${textOf(one.groupId)}:${textOf(one.artifactId)}`,
            section,
            range: resolved(one.version),
            line: lineOf(text, textOf(one.artifactId) ?? ''),
          }),
        );
    const settings: Record<string, string> = {};
    for (const key of ['maven.compiler.release', 'maven.compiler.source', 'java.version']) {
      const value = textOf(properties[key]);
      if (value !== null) settings[key] = value;
    }
    const modules = many(fieldsOf(project.modules).module).flatMap((one) => textOf(one) ?? []);
    const manifest: Manifest = {
      ecosystem: 'jvm',
      name: `${textOf(project.groupId) ?? ''}:${textOf(project.artifactId) ?? ''}`,
      requirements: read(project.dependencies, 'dependencies'),
      shared: read(fieldsOf(project.dependencyManagement).dependencies, 'dependencyManagement'),
      members: modules.length > 0 ? modules : null,
      settings,
    };
    return { state: 'read', manifest };
  } catch (error) {
    return brokenBy(error);
  }
}

/** `gradle/libs.versions.toml` (docs.gradle.org, version catalogs). */
export function readCatalogue(text: string): ManifestReading {
  try {
    const all = fieldsOf(parse(text));
    const versions = fieldsOf(all.versions);
    const versionOf = (value: unknown): string | null => {
      const fields = fieldsOf(value);
      const named = textOf(fields.ref);
      return textOf(value) ?? (named === null ? null : textOf(versions[named]));
    };
    const shared = Object.entries(fieldsOf(all.libraries)).map(([alias, value]) => {
      const fields = fieldsOf(value);
      const [group, artifact, version] = (textOf(value) ?? '').split(':');
      const module =
        textOf(fields.module) ??
        (textOf(fields.group) ? `${textOf(fields.group)}:${textOf(fields.name)}` : null);
      return requirement({
        name: module ?? (artifact ? `${group}:${artifact}` : alias),
        section: 'libraries',
        range: version ?? versionOf(fields.version),
        line: lineOf(text, alias, lineOf(text, '[libraries]')),
      });
    });
    const manifest = { name: null, requirements: [], shared, members: null, settings: {} };
    return { state: 'read', manifest: { ecosystem: 'jvm', ...manifest } };
  } catch (error) {
    return brokenBy(error);
  }
}
