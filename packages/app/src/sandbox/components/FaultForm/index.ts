export { FaultForm, type FaultFormProps } from './FaultForm';
