export {
  atomDocument,
  jsonFeedDocument,
  rssDocument,
  type SandboxFeed,
  type SandboxItem,
} from './feed-documents';
export { type Behaviour, SandboxWebFeeds } from './sandbox-web-feeds';
