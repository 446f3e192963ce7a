/** `integrated`: workstreams whose work has landed on the target. */
import { plural } from '../../markdown.ts';
import { workstreamNames } from '../../plan/names.ts';
import { answered, pullEvidence, unknown } from '../answers.ts';
import type { Given, ProbeKind } from '../probe.ts';
import type { Answer, Evidence, ProbeAnswer } from '../report.ts';

export const integrated: ProbeKind<'integrated'> = {
  kind: 'integrated',
  summary:
    'Work of each of these workstreams has landed on the target, and none of their heads holds anything that has not.',
  example: '{ integrated: all }',
  unknown: 'heads or merged pull requests could not be read, or a name is no workstream',
  gitOnly: false,
  proof: (spec) => `${spec === 'all' ? 'all workstreams' : spec.join(', ')} landed on the target`,
  wants: () => ({}),
  answer(spec, given) {
    const names = workstreamNames(given.plan);
    const wanted = spec === 'all' ? Object.keys(given.plan.workstreams) : spec;
    const each = wanted.map((written) => {
      const name = names.find(written);
      if (name === null) {
        const external = given.plan.external[written];
        if (external?.done) return said('yes', `${written} (as the plan says)`);
        return said('unknown', `${written}, which is no workstream of the plan`);
      }
      return landed(name, given);
    });
    if (each.length === 0) return unknown('No workstream is named. Name some, or write all.');
    return together(each, given.target.ref);
  },
};

interface Said {
  answer: Answer;
  what: string;
  evidence: Evidence[];
}

const said = (answer: Answer, what: string, evidence: Evidence[] = []): Said => ({
  answer,
  what,
  evidence,
});

function landed(name: string, { integration, activity, activityUnread }: Given): Said {
  if (integration.state === 'unread') {
    return said('unknown', `${name}, because ${integration.reason}`);
  }
  const heads = integration.heads.filter(({ workstreams }) => workstreams.includes(name));
  const open = heads.filter(({ containedIn }) => !containedIn.includes(integration.target.ref));
  const [first] = open;
  if (first) {
    const pull = first.pullRequest ? ` (#${first.pullRequest.number})` : '';
    const more = open.length > 1 ? ` and ${plural(open.length - 1, 'more head')}` : '';
    return said('no', `${first.ref}${pull}${more} of ${name}`);
  }
  const pulls = activity[name]?.landed ?? [];
  const evidence = pulls.slice(0, 2).map(pullEvidence);
  if (pulls.length > 0) return said('yes', name, evidence);
  if (activityUnread !== null) {
    return said('unknown', `${name}, because ${activityUnread}`);
  }
  // A branch that holds nothing of its own has not been worked on, as far as anybody can see.
  return said('no', `${name}, of which nothing has`);
}

function together(each: readonly Said[], ref: string): ProbeAnswer {
  const answer = (['no', 'unknown', 'yes'] as const).find((one) =>
    each.some((part) => part.answer === one),
  ) as Answer;
  const telling = each.filter((part) => part.answer === answer);
  const shown = telling.slice(0, 4).map(({ what }) => what);
  const more = telling.length > 4 ? `; and ${telling.length - 4} more` : '';
  return answered(
    answer,
    `${BEGINNINGS[answer]} on ${ref}: ${shown.join('; ')}${more}.`,
    telling.flatMap(({ evidence }) => evidence),
  );
}

const BEGINNINGS: Record<Answer, string> = {
  yes: 'Landed',
  no: 'Not landed',
  unknown: 'Not known whether landed',
};
