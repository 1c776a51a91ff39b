export { ProposalButton, type ProposalButtonProps } from './ProposalButton';
