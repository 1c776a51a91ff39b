export * from './HealthScore';
