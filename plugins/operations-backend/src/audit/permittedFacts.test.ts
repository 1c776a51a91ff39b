import { permittedFacts } from './permittedFacts';

describe('permittedFacts', () => {
  it('keeps what is on the list', () => {
    const facts = {
      operation: 'kubernetes.restart',
      target: { cluster: 'prod', kind: 'Deployment', name: 'checkout' },
      risk: 'medium',
      override: false,
      inputFields: ['replicas'],
      rules: [{ rule: 'cooldown', verdict: 'pass', overridable: true }],
    };
    expect(permittedFacts({ ...facts, reason: undefined })).toEqual(facts);
  });

  it('keeps no more than the names of everything else', () => {
    const facts = permittedFacts({
      phase: 'running',
      input: { password: 'hunter2' },
      before: 'data: aHVudGVyMg==',
      preview: { after: 'hunter2' },
      constructor: 'hunter2',
      // On the list, in another form.
      message: { stack: 'hunter2' },
      rules: 'hunter2',
    });
    expect(facts).toEqual({
      phase: 'running',
      omitted: [
        'before',
        'constructor',
        'input',
        'message',
        'preview',
        'rules',
      ],
    });
  });

  it('drops what was added to the parts of a fact', () => {
    expect(
      permittedFacts({
        target: { cluster: 'a', kind: 'Pod', name: 'b', token: 'hunter2' },
        rules: [
          { rule: 'a', verdict: 'pass', overridable: true, token: 'hunter2' },
        ],
      }),
    ).toEqual({
      target: { cluster: 'a', kind: 'Pod', name: 'b' },
      rules: [{ rule: 'a', verdict: 'pass', overridable: true }],
    });
  });

  it('cuts what is too long', () => {
    const facts = permittedFacts({
      message: 'x'.repeat(1_000_000),
      fields: Array.from({ length: 1_000 }, (_, index) => `spec.${index}`),
    }) as { message: string; fields: string[] };
    expect(facts.message).toHaveLength(4_001);
    expect(facts.fields).toHaveLength(201);
    expect(facts.fields[200]).toBe('800 more');
  });
});
