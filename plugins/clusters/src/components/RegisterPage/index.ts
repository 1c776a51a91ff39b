export * from './RegisterPage';
