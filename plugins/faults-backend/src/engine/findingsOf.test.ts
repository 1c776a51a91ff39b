import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import {
  createDetector,
  createEvidenceReader,
} from '@groundcrew/plugin-faults-node';
import { refOf } from '../topology';
import { findingsOf } from './findingsOf';

const broken = createDetector({
  id: 'broken',
  title: '',
  faults: [],
  subjects: ['Pod'],
  detect() {
    throw new Error('broken');
  },
});

const unready = createDetector({
  id: 'unready',
  title: '',
  faults: [{ id: 'unready', category: 'runtime', title: 'Not ready' }],
  subjects: ['Pod', 'Node'],
  *detect(subject) {
    yield {
      fault: 'unready',
      object:
        subject.kind === 'Pod'
          ? { kind: 'Deployment', name: 'web' }
          : refOf(subject),
      message: subject.metadata?.name ?? '',
      confidence: subject.metadata?.name === 'web-2' ? 0.9 : 0.5,
      evidence: [],
    };
  },
});

it('asks all detectors about all their subjects, merges what is the same and goes on when one throws', () => {
  const fixture = createClusterFixture({
    clusters: {
      test: {
        objects: ['web-1', 'web-2', 'web-3']
          .map(name => ({ kind: 'Pod', metadata: { name } }))
          .concat({ kind: 'Node', metadata: { name: 'node-1' } }),
      },
    },
  });
  const onFailure = jest.fn();
  const findings = findingsOf([broken, unready], {
    cluster: 'test',
    store: fixture.service.store('test'),
    evidence: createEvidenceReader(),
    now: 0,
    onFailure,
  });
  expect(findings).toMatchObject([
    {
      object: { cluster: 'test', kind: 'Deployment', name: 'web' },
      message: 'web-2',
      confidence: 0.9,
    },
    { object: { kind: 'Node', name: 'node-1' }, confidence: 0.5 },
  ]);
  expect(onFailure).toHaveBeenCalledTimes(3);
});

it('leaves alone what is kept for debugging, until it should go', () => {
  const kept = { labels: { 'groundcrew.io/quarantined': 'true' } };
  const fixture = createClusterFixture({
    clusters: {
      test: {
        objects: [
          { kind: 'Pod', metadata: { name: 'web-1', ...kept } },
          {
            kind: 'Pod',
            metadata: {
              name: 'web-3',
              deletionTimestamp: '2026-01-01T12:00:00Z',
              ...kept,
            },
          },
        ],
      },
    },
  });
  const findings = findingsOf([{ ...unready, looksAtWhatEnds: true }], {
    cluster: 'test',
    store: fixture.service.store('test'),
    evidence: createEvidenceReader(),
    now: 0,
  });
  expect(findings.map(({ message }) => message)).toEqual(['web-3']);
});
