/** Where packages are not called what code imports: Python distributions and Maven artifacts. */
import type { Ecosystem } from './manifest.ts';

/** Distributions whose modules have another name than their own, as their documentation says. */
const PYTHON: Readonly<Record<string, string>> = {
  attrs: 'attr',
  beautifulsoup4: 'bs4',
  'discord-py': 'discord',
  'django-cors-headers': 'corsheaders',
  'django-environ': 'environ',
  'django-filter': 'django_filters',
  djangorestframework: 'rest_framework',
  faiss: 'faiss',
  gitpython: 'git',
  'grpcio-tools': 'grpc_tools',
  grpcio: 'grpc',
  jinja2: 'jinja2',
  'mysql-connector-python': 'mysql.connector',
  mysqlclient: 'MySQLdb',
  'opencv-python': 'cv2',
  'opencv-python-headless': 'cv2',
  pillow: 'PIL',
  protobuf: 'google.protobuf',
  'psycopg2-binary': 'psycopg2',
  pycryptodome: 'Crypto',
  pygithub: 'github',
  pyjwt: 'jwt',
  pymupdf: 'fitz',
  pyopenssl: 'OpenSSL',
  pyserial: 'serial',
  'python-dateutil': 'dateutil',
  'python-docx': 'docx',
  'python-dotenv': 'dotenv',
  'python-jose': 'jose',
  'python-magic': 'magic',
  'python-multipart': 'multipart',
  'python-slugify': 'slugify',
  pyyaml: 'yaml',
  pyzmq: 'zmq',
  'ruamel-yaml': 'ruamel.yaml',
  'scikit-image': 'skimage',
  'scikit-learn': 'sklearn',
  setuptools: 'setuptools',
  'typing-extensions': 'typing_extensions',
  'websocket-client': 'websocket',
};

/** Artifacts whose packages do not begin with their group. */
const JVM: Readonly<Record<string, string>> = {
  'com.google.guava:guava': 'com.google.common',
  'commons-cli:commons-cli': 'org.apache.commons.cli',
  'commons-codec:commons-codec': 'org.apache.commons.codec',
  'commons-io:commons-io': 'org.apache.commons.io',
  'commons-lang:commons-lang': 'org.apache.commons.lang',
  'joda-time:joda-time': 'org.joda.time',
  'junit:junit': 'org.junit',
  'log4j:log4j': 'org.apache.log4j',
  'org.projectlombok:lombok': 'lombok',
};

/** Words of artifacts that say nothing about packages. */
const WEAK = new Set([
  'api',
  'core',
  'java',
  'jvm',
  'common',
  'commons',
  'client',
  'starter',
  'all',
]);

/**
 * Whether a module or class belongs to a distribution or artifact, by its name. Of artifacts whose group is no package,
 * only those are known that are listed or whose own name stands in the package.
 */
export function distributions(ecosystem: Ecosystem, imported: string, name: string): boolean {
  const isIn = (module: string) => imported === module || imported.startsWith(`${module}.`);
  if (ecosystem === 'python') {
    const listed = Object.hasOwn(PYTHON, name) ? PYTHON[name] : undefined;
    if (listed !== undefined) return isIn(listed);
    // A dash stands for an underscore or, where packages share a root, for a dot.
    const pattern = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('-', '[._]');
    return new RegExp(`^${pattern}(\\.|$)`, 'i').test(imported);
  }
  const listed = Object.hasOwn(JVM, name) ? JVM[name] : undefined;
  if (listed !== undefined) return isIn(listed);
  const [group = '', artifact = ''] = name.split(':');
  const segments = imported.toLowerCase().split('.');
  const words = artifact
    .toLowerCase()
    .split('-')
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word.length > 3 && !WEAK.has(word));
  const root = group.split('.').slice(0, 2).join('.');
  if (!group.includes('.') || !isIn(root) || words.length === 0) return false;
  return (
    words.every((word) => segments.some((one) => one.includes(word))) &&
    segments.some((one) => words.includes(one.replace(/\d+$/, '')))
  );
}
