export { PageServer } from './page-server';
export { SandboxSession } from './sandbox-session';
