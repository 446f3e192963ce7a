/** Twelve ways in which a plan of parallel workstreams went wrong, as they happen and as Weir names them. */
import type { Replay } from './replay.ts';
import { LIMIT, STORE, WORKFLOW } from './replay-river.ts';

export interface Failure {
  title: string;
  happens(replay: Replay): Promise<unknown>;
  /** Each stands in the weekly report or a check run afterwards, and did not before. */
  named: RegExp[];
}

const PACKAGE = (name: string) => `[package]\nname = "${name}"\nversion = "0.1.0"\n`;
const MOVE = 'Move to next workstream';
const FUTURE_S = Math.floor(Date.now() / 1000) + 180 * 86_400;

export const failures: readonly Failure[] = [
  {
    title: '1. a claim whose tests can never run',
    async happens(replay) {
      await replay.commit('main', {
        'tests/integration/Cargo.toml': PACKAGE('integration'),
        'tests/integration/src/lib.rs': '#[test]\nfn together() {}\n',
        'tests/e2e/Cargo.toml': '[package\nname = "e2e"\n',
      });
      await replay.edit(1, '- [x] Cover the integration paths (achieved: > 95 %)');
    },
    named: [
      /tests\/integration\/Cargo\.toml is a member of no workspace, so its tests never run/,
      /tests\/e2e\/Cargo\.toml is not valid TOML/,
      /testing {2}🔵 ready {2}3 of 4, 1 only claimed/,
      /☑️ Cover the integration paths — integration_coverage is not measured/,
    ],
  },
  {
    title: '2. done below its own targets',
    happens: (replay) =>
      replay.plan([['agent: kernel-003', 'agent: kernel-003\n    status: COMPLETED']]),
    named: [
      /kernel is called finished below its own targets: lifecycle_events is 3, and at least 8 is wanted/,
    ],
  },
  {
    title: '3. a gate passed on paper',
    happens: (replay) => replay.plan([['">=95%" } }', '">=95%" }, done: true }']]),
    named: [
      /The criterion “95 % of the tasks are done” is called met, but it is not: 16 of 20 tasks \(80%\) are verified/,
    ],
  },
  {
    title: '4. a merge into the lane of another workstream, reverted, and proposed again',
    async happens(replay) {
      const head = 'cursor/next-5d1f';
      const file = 'crates/performance/src/sampler.rs';
      await replay.commit(
        head,
        { [file]: 'pub fn sample() {}\n' },
        { parents: ['feature/security'] },
      );
      await replay.merge(await replay.open('kim', head, MOVE, 'feature/security'));
      await replay.pull('feature/security');
      const message = `Revert "${MOVE}"`;
      await replay.commit('feature/security', { [file]: null }, { message });
      await replay.commit(head, { 'crates/performance/src/rate.rs': 'pub fn rate() {}\n' });
      await replay.open('kim', head, `${MOVE}, again`, 'feature/security');
    },
    named: [
      /“Move to next workstream” belongs to performance, but was merged into feature\/security of security\. It was reverted later\./,
      /“Move to next workstream, again” proposes cursor\/next-5d1f again, which was merged into feature\/security as #\d+ and reverted/,
      /Weir \/ integration on #\d+[\s\S]*belong[\s\S]*performance[\s\S]*feature\/security/,
    ],
  },
  {
    title: '5. pages that contradict each other',
    async happens(replay) {
      await replay.plan([['agent: storage-004', 'agent: storage-004\n    status: READY TO SPAWN']]);
      const needs = `${WORKFLOW}  storage:\n    needs: [testing]\n    runs-on: ubuntu-latest\n    steps: [{ run: cargo test -p storage }]\n  testing:\n    runs-on: ubuntu-latest\n    steps: [{ run: cargo test -p testing }]\n`;
      await replay.commit('main', { '.github/workflows/ci.yml': needs });
      await replay.commit('main', {
        'docs/status.md':
          '# Status\n\n- `security-005`: **READY TO SPAWN**\n\n## security\n\n**Status**: COMPLETED\n',
      });
      await replay.say('kim', 2, report('kernel-events-007'));
    },
    named: [
      /docs\/status\.md calls security both “READY TO SPAWN” \(line 3\) and “COMPLETED” \(line 7\)/,
      /storage: The plan says “READY TO SPAWN”, but it is still being worked on/,
      /kernel-events-007 reports on kernel, but the plan gives it to kernel-003/,
      /\.github\/workflows\/ci\.yml lets storage depend on testing, which the plan does not/,
    ],
  },
  {
    title: '6. branch names that identify nothing',
    async happens(replay) {
      for (const part of ['a1', 'b2', 'c3', 'd4']) {
        const head = `cursor/implement-${part}`;
        await replay.commit(head, { [`notes/${part}.md`]: 'Done.\n' }, { parents: ['main'] });
        await replay.open('kim', head, `Implement the next part (${part})`);
      }
      for (const part of ['e5', 'f6', 'g7']) {
        const head = `cursor/done-${part}`;
        await replay.commit(head, { [`notes/${part}.md`]: 'Done.\n' }, { parents: ['main'] });
        await replay.merge(await replay.open('kim', head, `Finish the part (${part})`));
        await replay.pull('main');
      }
    },
    named: [
      /3 of 3 pull requests merged into main belong to no workstream, by name, label, description or files/,
      /4 of \d heads belong to no workstream/,
      /branch cursor\/implement-a1 nor changed files match a workstream/,
    ],
  },
  {
    title: '7. checks that cannot fail',
    async happens(replay) {
      await replay.close('cursor/implement-');
      await replay.commit('main', {
        '.github/workflows/workstreams.yml': `name: Workstreams
on: push
jobs:
  validate:
    runs-on: ubuntu-latest
    steps: [{ run: cargo clippy }]
  performance-check:
    runs-on: ubuntu-latest
    steps:
      - run: echo "No regression found"
  integration:
    runs-on: ubuntu-latest
    steps:
      - run: cargo test --test integration || true
      - run: cargo test --doc
        continue-on-error: true
  validate:
    runs-on: ubuntu-latest
    steps: [{ run: cargo test }]
`,
      });
    },
    named: [
      /The job validate of \.github\/workflows\/workstreams\.yml stands twice/,
      /The job performance-check of \.github\/workflows\/workstreams\.yml only prints text/,
      /\.github\/workflows\/workstreams\.yml lets failures pass \(line 14 and 16\)/,
    ],
  },
  {
    title: '8. tools that never existed, roles without people',
    async happens(replay) {
      await replay.plan([
        [
          'Measure before and after',
          'Compare with ./scripts/validate-config.sh and ./scripts/validate-api.sh\n      - Build with cargo test --features compat-v0-2',
        ],
      ]);
      const nobody: [string, string] = ['perf-lead: [alice]', 'perf-lead: []'];
      await replay.plan([nobody], 'plan/roles');
      await replay.open('alice', 'plan/roles', 'Let somebody lead performance');
    },
    named: [
      /The plan speaks of scripts\/validate-config\.sh, which does not exist/,
      /The plan speaks of scripts\/validate-api\.sh, which does not exist/,
      /The plan speaks of the build feature compat-v0-2, which no Cargo\.toml of the target declares/,
      /The role "perf-lead" has no people/,
    ],
  },
  {
    title: '9. shared interfaces that drift',
    async happens(replay) {
      await replay.close('plan/');
      const missing =
        '  - { path: "crates/security/**", symbol: AuditSink, owners: [arch-lead] }\n';
      await replay.plan([['contracts:\n', `contracts:\n${missing}`]]);
      await replay.commit('feature/storage', {
        'crates/storage/src/lib.rs': STORE.replace('event: Event', 'events: &[Event], flush: bool'),
      });
      await replay.open('kim', 'feature/storage', 'Append many events at once');
      // No open head changes this one: it has landed already.
      await replay.commit('main', {
        'crates/security/src/limit.rs': LIMIT.replace('Result<bool>', 'Result<Verdict>'),
      });
    },
    named: [
      /The plan shares AuditSink in crates\/security\/\*\*, but nothing there declares it/,
      /feature\/storage changes the contract EventStore.* It is not the signature that the plan agreed on: append is “\(&mut self, &\[Event\], bool\) ->/,
      /RateLimiter in crates\/security\/src\/limit\.rs no longer has the signature that the plan agreed on: allow is “\(&mut self, &str\) -> Result<Verdict>” and not “\(&mut self, &str\) -> Result<bool>”/,
    ],
  },
  {
    title: '10. limits in the code far above the promise',
    happens: (replay) =>
      replay.commit('main', {
        'crates/performance/src/regression.rs': `pub fn defaults() -> Limits {
    Limits {
        max_throughput_regression: 20.0,
        max_latency_regression: 20.0,
        max_memory_regression: 30.0,
        error_rate_regression: 100.0,
    }
}
`,
      }),
    named: [
      /crates\/performance\/src\/regression\.rs lets benchmarks get slower by more than the plan's 5% \(line 3\)/,
    ],
  },
  {
    title: '11. dates made up',
    async happens(replay) {
      await replay.commit(
        'feature/storage',
        { 'crates/storage/src/log.rs': '' },
        { date: FUTURE_S },
      );
      const date = new Date(FUTURE_S * 1000).toISOString().slice(0, 10);
      const page = `# Progress\n\n**Last updated**: ${date}\n`;
      await replay.commit('main', { 'docs/progress.md': page });
      await replay.commit(
        'feature/security',
        { 'crates/security/src/audit.rs': '' },
        { date: FUTURE_S - 360 * 86_400 },
      );
      await replay.say('kim', 2, report('kernel-003', `date: ${date}\n`));
    },
    named: [
      /docs\/progress\.md is dated \d{4}-\d\d-\d\d \(line 3\), which is still to come/,
      /Commit [0-9a-f]{7} is dated \d{4}-\d\d-\d\d, before [0-9a-f]{7} of \d{4}-\d\d-\d\d, on which it builds/,
      /Commit [0-9a-f]{7} is dated \d{4}-\d\d-\d\d, which is still to come/,
      /It is dated \d{4}-\d\d-\d\d, which is still to come; the time it arrived counts/,
    ],
  },
  {
    title: '12. parallel workstreams one inside of the other',
    async happens(replay) {
      const file = { 'crates/performance/src/report.rs': 'pub fn report() {}\n' };
      await replay.commit('feature/performance', file, { parents: ['feature/storage'] });
    },
    named: [
      /feature\/performance of performance contains all of \S*feature\/storage of storage, though the plan has them run side by side/,
    ],
  },
];

function report(agent: string, more = ''): string {
  return `/progress

\`\`\`yaml
agent_id: ${agent}
workstream: kernel
phase: Testing
deliverables_completed: 4
deliverables_total: 4
integration_tests_passing: true
next_milestone: Phase 3
${more}\`\`\``;
}
