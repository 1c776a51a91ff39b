import { parseArgs } from 'node:util';
import { report, round } from '../figures';
import { isSameAnswer } from './answerOf';
import { causesOfCase, type CaseResult } from './causesOfCase';
import { caseFilesIn, readCase, type RecordedCase } from './RecordedCase';
import { Tally } from './Tally';
import { sourceNames, withoutSources } from './withoutSources';

/** How often the causes that the engine finds in recorded cases are the right ones. */
async function score() {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string' },
      only: { type: 'string', default: '' },
      without: { type: 'string', default: '' },
    },
  });
  const without = values.without.split(',').filter(Boolean);
  const unknown = without.filter(name => !sourceNames.includes(name));
  if (unknown.length > 0) {
    throw new Error(
      `--without ${unknown}: there is only ${sourceNames.join(', ')}`,
    );
  }
  const files = values.cases ? await caseFilesIn(values.cases) : [];
  const perCategory = Tally.create();
  const perRootCause = Tally.create();
  const overall = Tally.create();
  let milliseconds = 0;
  let cases = 0;
  let otherCauses = 0;

  for (const file of files.filter(name => name.includes(values.only))) {
    const recorded = await readCase(file);
    const result = causesOfCase(withoutSources(recorded, without));
    const at = result.answers
      .slice(0, 3)
      .findIndex(answer => isSameAnswer(answer, recorded.truth));
    const rank = at === -1 ? undefined : at;
    perCategory.add(recorded.truth.taxonomy, rank);
    perRootCause.add(recorded.truth.rootCause, rank);
    overall.add('overall', rank);
    milliseconds += result.milliseconds;
    cases += 1;
    otherCauses += result.causes.filter(
      ({ verdict }, index) =>
        verdict === 'cause' &&
        !isSameAnswer(result.answers[index], recorded.truth),
    ).length;
    if (rank !== 0) {
      console.log(missInWords(recorded, result));
    }
  }
  if (cases === 0) {
    throw new Error(
      'npm run score -- faults --cases DIR, where DIR holds recorded cases (*.json.gz)',
    );
  }

  console.table(perRootCause.rates());
  console.table({ ...perCategory.rates(), ...overall.rates() });
  console.log(`${otherCauses} other causes beside the right ones`);
  const { a1, a3 } = overall.rates().overall;
  const categories = perCategory.rates();
  const msPerCase = round(milliseconds / cases);
  report({ a1, a3, perCategory: categories, msPerCase }, [
    { figure: 'A@1', value: a1, atLeast: 0.9 },
    {
      figure: 'A@1 of the worst category',
      value: Math.min(...Object.values(categories).map(each => each.a1)),
      atLeast: 0.75,
    },
    { figure: 'ms a case', value: msPerCase, below: 1_000 },
  ]);
}

function missInWords({ id, truth }: RecordedCase, { causes }: CaseResult) {
  const said = causes
    .slice(0, 4)
    .map(
      ({ finding, score: value }) =>
        `  ${round(value)} ${finding.fault} on ${finding.object.kind} ${
          finding.object.name
        }, by ${finding.detector}: ${finding.message}`,
    );
  return [
    `${id}: not first: ${truth.taxonomy} ${truth.object} ${truth.rootCause}`,
    ...(said.length > 0 ? said : ['  no cause']),
  ].join('\n');
}

score().catch(error => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
