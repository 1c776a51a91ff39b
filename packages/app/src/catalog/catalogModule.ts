import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { dependenciesContent } from './dependenciesContent';
import { entityPage } from './entityPage';
import { indexPage, listFilter } from './indexPage';
import { emptyCards } from './emptyCards';
import { overview } from './overview';

/** How the catalog looks in this app: the landing page, the order of an entity's tabs, and no empty cards. */
export const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [
    indexPage,
    listFilter,
    entityPage,
    overview,
    dependenciesContent,
    ...emptyCards,
  ],
});
