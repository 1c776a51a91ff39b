import { parseRunbook } from './parseRunbook';

const FRONT = `title: A test
severity: P2
symptoms: [image-not-found]
investigation:
  - text: Look.
resolution:
  - text: Mend.
    operation: { id: kubernetes.scale, input: { replicas: 3 }, target: { kind: Deployment } }
    verify: It runs.
escalation:
  - { afterMinutes: 15, to: owner }`;
const file = (front = FRONT, body = '# A test\n') =>
  `---\n${front}\n---\n\n${body}`;

describe('parseRunbook', () => {
  it('reads the front matter, and leaves the text', () => {
    expect(parseRunbook(file())).toEqual({
      front: {
        title: 'A test',
        severity: 'P2',
        symptoms: ['image-not-found'],
        investigation: [{ text: 'Look.' }],
        resolution: [
          {
            text: 'Mend.',
            operation: {
              id: 'kubernetes.scale',
              input: { replicas: 3 },
              target: { kind: 'Deployment' },
            },
            verify: 'It runs.',
          },
        ],
        escalation: [{ afterMinutes: 15, to: 'owner' }],
      },
      body: '# A test',
    });
  });

  it('takes lines as Windows ends them, and rules within the text', () => {
    const text = `\uFEFF${file(FRONT, 'one\n\n---\n\ntwo')}`;
    expect(parseRunbook(text.replace(/\n/g, '\r\n')).body).toBe(
      'one\n\n---\n\ntwo',
    );
  });

  it.each<[string, string, RegExp]>([
    ['no front matter', '# A test', /^line 1: a runbook begins with/],
    ['one that does not end', `---\n${FRONT}`, /^line 1: a runbook begins/],
    [
      'YAML that is none',
      file(FRONT.replace('[image-not-found]', '[image-not-found')),
      /^line [45]: .*\]/,
    ],
    [
      'a key twice',
      file(`${FRONT}\nseverity: P1`),
      /^line 13: Map keys must be unique/,
    ],
    ['nothing', file(''), /^line \d: front matter: /],
    [
      'a severity that there is not',
      file(FRONT.replace('P2', 'P7')),
      /^line 3: severity: .*'P7'/,
    ],
    [
      'no symptom',
      file(FRONT.replace('[image-not-found]', '[]')),
      /^line 4: symptoms: /,
    ],
    [
      'a step without words',
      file(FRONT.replace('text: Look.', 'link: https://example.test')),
      /^line 6: investigation.0.text: Required/,
    ],
    [
      'a link that runs a script',
      file(
        FRONT.replace(
          'text: Look.',
          'text: Look.\n    link: "javascript:alert(1)"',
        ),
      ),
      /^line 7: investigation.0.link: has to begin with https/,
    ],
    [
      'a field that there is not',
      file(`${FRONT}\nowner: me`),
      /^line 2: front matter: .*'owner'/,
    ],
    [
      'a target that is none',
      file(FRONT.replace('{ kind: Deployment }', '{ name: cart }')),
      /^line 9: resolution.0.operation.target.kind: Required/,
    ],
    [
      'a time that is none',
      file(FRONT.replace('afterMinutes: 15', 'afterMinutes: soon')),
      /^line 12: escalation.0.afterMinutes: /,
    ],
    ['a book', file(FRONT, 'x'.repeat(300_000)), /longer than/],
    [
      'aliases that unfold without end',
      file(
        `a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]`,
      ),
      /alias/i,
    ],
  ])('refuses %s, and says where', (_, text, message) => {
    expect(() => parseRunbook(text)).toThrow(message);
  });

  it('tells several mistakes at once', () => {
    const text = file(FRONT.replace('P2', 'bad').replace('A test', "''"));
    expect(() => parseRunbook(text)).toThrow(/line 2: title.*; line 3: sev/);
  });
});
