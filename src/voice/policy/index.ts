export { countedSpans, type Segment, type Span, type Stay } from './counted-spans';
export { type Explanation, explainStay, type StateRule, type StayRule } from './explain-stay';
export { type CountingRules, uncountedStates, type VoicePolicy } from './voice-policy';
