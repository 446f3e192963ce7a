import { expect, test } from '@jest/globals';
import { renderCheck } from '#src/integration/render.ts';
import { forecast, head, readCheck as read } from '../forecasts.ts';

const kernel = head('feature/kernel-events', 11);
const storage = head('feature/storage-enhancements', 12);

test('a clean head among others', () => {
  const others = Array.from({ length: 11 }, (_, at) => head(`feature/x${at}`, 20 + at));
  expect(
    read(forecast([kernel, storage, ...others]), 'feature/kernel-events'),
  ).toMatchInlineSnapshot(`
"[success] No conflicts with main or any other head

Nothing to do: this merges with \`main\` and with every other head, whoever lands first.

Workstream: \`kernel-events\`, because \`feature/kernel-events\` is the branch of kernel-events.

---
<details><summary>Merges cleanly with 12 other heads</summary>

- [#12](https://github.example/acme/river/pull/12) \`feature/storage-enhancements\`
- [#20](https://github.example/acme/river/pull/20) \`feature/x0\`
- [#21](https://github.example/acme/river/pull/21) \`feature/x1\`
- [#22](https://github.example/acme/river/pull/22) \`feature/x2\`
- [#23](https://github.example/acme/river/pull/23) \`feature/x3\`
- [#24](https://github.example/acme/river/pull/24) \`feature/x4\`
- [#25](https://github.example/acme/river/pull/25) \`feature/x5\`
- [#26](https://github.example/acme/river/pull/26) \`feature/x6\`
- [#27](https://github.example/acme/river/pull/27) \`feature/x7\`
- [#28](https://github.example/acme/river/pull/28) \`feature/x8\`
- [#29](https://github.example/acme/river/pull/29) \`feature/x9\`
- [#30](https://github.example/acme/river/pull/30) \`feature/x10\`

</details>

Judged at \`000b000\` against \`main\` at \`bbbbbbb\`: each pair by landing one on \`main\` and then merging the other, in both orders.

Weir judges again on every push, and writes here again only when what it says above changes."
`);
});

test('a clean head alone, without a plan', () => {
  expect(read(forecast([head('fix', 3, { assignment: null })]), 'fix')).toMatchInlineSnapshot(`
"[success] No conflicts with main

Nothing to do: this merges with \`main\`.

---
Judged at \`0003000\` against \`main\` at \`bbbbbbb\`, by a trial merge.

Weir judges again on every push, and writes here again only when what it says above changes."
`);
});

test('a head that main or another head contains', () => {
  const inMain = head('feature/old', 5, { containedIn: ['main'] });
  const inKernel = head('feature/part', 6, { containedIn: ['feature/kernel-events'] });
  const judged = forecast([kernel, inMain, inKernel]);
  expect(
    `${read(judged, 'feature/old')}\n\n---\n\n${read(judged, 'feature/part')}`,
  ).toMatchInlineSnapshot(`
"[success] Already contained in main

Nothing to do: \`main\` already contains this commit, so merging it changes nothing.

Workstream: \`old\`, because \`feature/old\` is the branch of old.

---
<details><summary>Merges cleanly with 2 other heads</summary>

- [#6](https://github.example/acme/river/pull/6) \`feature/part\`
- [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\`

</details>

Judged at \`0005000\` against \`main\` at \`bbbbbbb\`: each pair by landing one on \`main\` and then merging the other, in both orders.

Weir judges again on every push, and writes here again only when what it says above changes.

---

[success] No conflicts with main or any other head

Nothing to do: this merges with \`main\` and with every other head, whoever lands first.

Workstream: \`part\`, because \`feature/part\` is the branch of part.

Already contained in [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\`: landing that lands this too.

---
<details><summary>Merges cleanly with 2 other heads</summary>

- [#5](https://github.example/acme/river/pull/5) \`feature/old\`
- [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\`, contains this

</details>

Judged at \`0006000\` against \`main\` at \`bbbbbbb\`: each pair by landing one on \`main\` and then merging the other, in both orders.

Weir judges again on every push, and writes here again only when what it says above changes."
`);
});

test('a plan file with errors is not nothing to do, although nothing collides', () => {
  const [faulty, sound] = [head('fix-1', 7), head('fix-2', 8)];
  faulty.planFault = '2 errors';
  const judged = forecast([faulty, sound], []);
  expect(read(judged, 'fix-1')).toContain(
    '**Next:** correct the plan file of this branch (2 errors); `Weir / plan` says what is wrong. Nothing collides: this merges with `main`',
  );
  expect(read(judged, 'fix-2')).toContain('Nothing to do: this merges with `main`');
});

test('a wrong lane, and no lane at all', () => {
  const lost = head('fix-1', 7, {
    assignment: {
      workstreams: [],
      rule: null,
      reason:
        'neither its branch `fix-1` nor its files match a workstream. Add a line "Workstream: NAME" to its description.',
      remarks: [],
    },
  });
  const wrong = head('feature/kernel-events', 11);
  wrong.assignment?.remarks.push({
    kind: 'wrong-lane',
    message:
      'All 4 files belong to storage-enhancements (`src/storage/a.rs`), but it counts for kernel-events. Move it there.',
  });
  const judged = forecast([wrong, lost]);
  expect(
    `${read(judged, 'feature/kernel-events')}\n\n---\n\n${read(judged, 'fix-1')}`,
  ).toMatchInlineSnapshot(`
"[success] No conflicts with main or any other head

Nothing collides: this merges with \`main\` and with every other head, whoever lands first.

⚠️ All 4 files belong to storage-enhancements (\`src/storage/a.rs\`), but it counts for kernel-events. Move it there.

Workstream: \`kernel-events\`, because \`feature/kernel-events\` is the branch of kernel-events.

---
<details><summary>Merges cleanly with 1 other head</summary>

- [#7](https://github.example/acme/river/pull/7) \`fix-1\`

</details>

Judged at \`000b000\` against \`main\` at \`bbbbbbb\`: each pair by landing one on \`main\` and then merging the other, in both orders.

Weir judges again on every push, and writes here again only when what it says above changes.

---

[success] No conflicts with main or any other head

Nothing to do: this merges with \`main\` and with every other head, whoever lands first.

Workstream: none; neither its branch \`fix-1\` nor its files match a workstream. Add a line "Workstream: NAME" to its description.

---
<details><summary>Merges cleanly with 1 other head</summary>

- [#11](https://github.example/acme/river/pull/11) \`feature/kernel-events\`

</details>

Judged at \`0007000\` against \`main\` at \`bbbbbbb\`: each pair by landing one on \`main\` and then merging the other, in both orders.

Weir judges again on every push, and writes here again only when what it says above changes."
`);
});

test('every check has the same two buttons, within the lengths that GitHub takes', () => {
  const { buttons } = renderCheck(forecast([kernel]), [kernel], { repoUrl: null });
  expect(buttons.map(({ identifier }) => identifier)).toEqual(['re-integrate', 'explain']);
  for (const { label, description, identifier } of buttons) {
    expect([label.length <= 20, description.length <= 40, identifier.length <= 20]).toEqual([
      true,
      true,
      true,
    ]);
  }
});

test('files that detectors could not look at are counted', () => {
  const leftOut = [
    { detector: 'api', path: 'a.ts', reason: 'does-not-parse' },
    { detector: 'api', path: 'b.ts', reason: 'generated' },
    { detector: 'dependency', path: 'b.ts', reason: 'generated' },
  ];
  const judged = forecast([head('fix', 3, { leftOut })]);
  expect(read(judged, 'fix')).toContain(
    'Detectors could not look at 2 files of this head (1 does not parse and 1 generated); git has merged them all the same.',
  );
});
