/** A piece of a line of YAML. */
export interface YamlToken {
  kind: 'key' | 'value' | 'comment' | 'plain';
  text: string;
}

const LINE = /^(\s*(?:- )*)([^\s:#'"][^:]*|'[^']*'|"[^"]*")(:)(\s.*)?$/;

/** Tells keys from values in one line of block-style YAML, as printed by a serializer. No parser: what it does not know stays plain. */
export function yamlTokens(line: string): YamlToken[] {
  if (/^\s*#/.test(line)) {
    return [{ kind: 'comment', text: line }];
  }
  const match = LINE.exec(line);
  if (!match) {
    return [{ kind: 'plain', text: line }];
  }
  const [, indent, key, colon, value = ''] = match;
  return [
    { kind: 'plain', text: indent },
    { kind: 'key', text: key },
    { kind: 'plain', text: colon },
    { kind: 'value', text: value },
  ];
}
