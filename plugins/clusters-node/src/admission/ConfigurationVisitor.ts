/** Where a value of configuration stands. */
export type ConfigurationPlace =
  /** A value of a ConfigMap; `name` is its key. */
  | 'data'
  /** The literal value of an environment variable, a parameter or a header; `name` is its name. */
  | 'variable'
  /** An element of a command or of arguments; `name` is the element before it. */
  | 'argument'
  /** Whole values of a chart or a patch in an Argo CD Application; `name` is its field. */
  | 'values'
  /** `name` is its key. */
  | 'annotation'
  /** Anything else that may hold a credential without being configuration as such: probe paths, volume attributes. */
  | 'attribute';

/** Says what becomes of one value. */
export type ConfigurationVisitor = (
  value: string,
  place: ConfigurationPlace,
  name: string,
) => string;
