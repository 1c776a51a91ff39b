import { createDetector } from '@groundcrew/plugin-faults-node';
import { DetectorRegistry } from './DetectorRegistry';

const detector = (id: string, fault: string, title = 'It is wrong') =>
  createDetector({
    id,
    title: id,
    faults: [{ id: fault, category: 'runtime', title }],
    subjects: ['Pod'],
    detect: () => [],
  });

describe('DetectorRegistry', () => {
  it('has what it was given and what modules added', () => {
    const registry = DetectorRegistry.create([detector('one', 'a')]);
    registry.addDetector(detector('two', 'b'));
    expect(registry.all().map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('lets two detectors find one fault, and no fault be called two things', () => {
    const registry = DetectorRegistry.create([detector('one', 'a')]);
    registry.addDetector(detector('two', 'a'));
    expect(() => registry.addDetector(detector('two', 'b'))).toThrow(
      /a detector 'two' already/,
    );
    expect(() =>
      registry.addDetector(detector('three', 'a', 'It is late')),
    ).toThrow(/another fault 'a'.*detector 'three'/);
  });

  it('has one source of evidence of each id', () => {
    const registry = DetectorRegistry.create();
    const source = { id: 'mesh', over: () => ({}), subscribe: () => () => {} };
    registry.addEvidence(source);
    expect(registry.evidence()).toEqual([source]);
    expect(() => registry.addEvidence(source)).toThrow(
      /a source of evidence 'mesh' already/,
    );
  });
});
