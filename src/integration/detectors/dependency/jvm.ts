/** pom.xml (maven.apache.org/pom.html). */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import {
  brokenBy,
  type Fields,
  fieldsOf,
  lineOf,
  type ManifestReading,
  manifest,
  type Named,
  type Requirement,
  requirement,
  settingsOf,
  textOf,
} from './manifest.ts';

const many = (value: unknown): unknown[] =>
  value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value];

/** Versions that are properties are looked up in the file itself. */
export function readPom(text: string): ManifestReading {
  try {
    // Entities are not expanded, so that none can grow.
    if (/<!(DOCTYPE|ENTITY)/i.test(text)) {
      return { state: 'broken', reason: 'it has a DOCTYPE', line: 1 };
    }
    const valid = XMLValidator.validate(text);
    if (valid !== true) {
      const { line, msg } = valid.err;
      return { state: 'broken', reason: `line ${line}: ${msg}`, line };
    }
    const parser = new XMLParser({ parseTagValue: false, processEntities: false });
    const project = fieldsOf(parser.parse(text).project);
    const properties = fieldsOf(project.properties);
    const resolved = (value: unknown): string | null =>
      textOf(value)?.replaceAll(/\$\{([^}]+)\}/g, (all, name) => textOf(properties[name]) ?? all) ??
      null;
    const parent = fieldsOf(project.parent);
    const read = (list: unknown, section: string, start: number): Requirement[] => {
      let from = start;
      return many(fieldsOf(list).dependency)
        .map(fieldsOf)
        .map((one) => {
          const line = lineOf(text, `<artifactId>${textOf(one.artifactId)}`, from);
          from = line + 1;
          const kind = [textOf(one.type), textOf(one.classifier)].filter(Boolean).join(':');
          return requirement({
            name: `${textOf(one.groupId)}:${textOf(one.artifactId)}`,
            section: kind === '' ? section : `${section}:${kind}`,
            range: resolved(one.version),
            line,
          });
        });
    };
    const managed = lineOf(text, '<dependencyManagement>');
    const managedEnd = lineOf(text, '</dependencyManagement>', managed);
    const hasManaged = project.dependencyManagement !== undefined;
    const listed = lineOf(text, '<dependencies');
    const own = hasManaged && listed >= managed && listed <= managedEnd ? managedEnd + 1 : listed;
    const modules = many(fieldsOf(project.modules).module).flatMap((one) => textOf(one) ?? []);
    const group = textOf(project.groupId) ?? textOf(parent.groupId) ?? '';
    const parentLine = lineOf(text, '<version', lineOf(text, '<parent'));
    const asParent =
      textOf(parent.artifactId) === null
        ? []
        : [
            requirement({
              name: `${textOf(parent.groupId)}:${textOf(parent.artifactId)}`,
              section: 'parent',
              range: textOf(parent.version),
              from: 'path',
              line: parentLine,
            }),
          ];
    // Of what the parent stands for the tags come first: the project's own follow it.
    const after = lineOf(text, '</parent>');
    return manifest('jvm', {
      name: `${group}:${textOf(project.artifactId) ?? ''}`,
      version: textOf(project.version) ?? textOf(parent.version),
      requirements: [
        ...asParent,
        ...read(project.dependencies, 'dependencies', lineOf(text, '<dependencies', own)),
      ],
      shared: read(
        fieldsOf(project.dependencyManagement).dependencies,
        'dependencyManagement',
        managed,
      ),
      members: modules.length > 0 ? modules : null,
      settings: settingsOf(
        ['maven.compiler.release', 'maven.compiler.source', 'java.version'].map(
          (key) => [key, textOf(properties[key]), lineOf(text, `<${key}`)] as const,
        ),
      ),
      ...propertiesOf(text, properties),
      lines: {
        name: lineOf(text, '<artifactId', after),
        version: lineOf(text, '<version', after),
        members: lineOf(text, '<modules>'),
      },
    });
  } catch (error) {
    return brokenBy(error);
  }
}

/** Properties, and the places that use one; what Maven itself defines has no dot or a reserved first word. */
function propertiesOf(text: string, properties: Fields): { offers: Named[]; takes: Named[] } {
  const named = (name: string, line: number): Named => ({
    key: `property ${name}`,
    what: `the property ${name}`,
    line,
  });
  const start = lineOf(text, '<properties>');
  const takes = text.split('\n').flatMap((line, at) =>
    [...line.matchAll(/\$\{([\w.-]+)\}/g)].flatMap(([, name = '']) => {
      return /^(project|env|settings|pom|parent)\./.test(name) ? [] : [named(name, at + 1)];
    }),
  );
  return {
    offers: Object.keys(properties).map((name) => named(name, lineOf(text, `<${name}`, start))),
    takes,
  };
}
