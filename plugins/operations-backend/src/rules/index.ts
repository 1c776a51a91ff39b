export { decisiveVerdict, judge, safetyRules } from './judge';
export { RuleBook } from './RuleBook';
export type { RuleSettings } from './RuleSettings';
export type { RuleContext, SafetyRule } from './SafetyRule';
