export { ManagedByChips, type ManagedByChipsProps } from './ManagedByChips';
