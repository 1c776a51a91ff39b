export { brandModule } from './brandModule';
export { Logo } from './Logo';
export { LogoMark } from './LogoMark';
