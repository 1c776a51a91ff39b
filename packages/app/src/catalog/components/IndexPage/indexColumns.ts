import { TableColumn } from '@backstage/core-components';
import {
  CatalogTable,
  CatalogTableColumnsFunc,
  CatalogTableRow,
} from '@backstage/plugin-catalog';

const { columns } = CatalogTable;

function wide(
  column: TableColumn<CatalogTableRow>,
  width: string,
): TableColumn<CatalogTableRow> {
  return { ...column, width };
}

const kindsWithoutOwner = ['user', 'group', 'location'];
const kindsWithoutType = ['user', 'domain', 'system'];

/** The few columns that tell things apart. Names stand whole; lifecycle and tags are filters beside the table. */
export const indexColumns: CatalogTableColumnsFunc = ({
  filters,
  entities,
}) => {
  const kind = entities[0]?.kind.toLowerCase() ?? filters.kind?.value ?? '';
  return [
    columns.createTitleColumn({ hidden: true }),
    wide(columns.createNameColumn({ defaultKind: kind }), '28%'),
    ...(kindsWithoutOwner.includes(kind)
      ? []
      : [wide(columns.createOwnerColumn(), '18%')]),
    ...(kindsWithoutType.includes(kind)
      ? []
      : [wide(columns.createSpecTypeColumn({ hidden: false }), '14%')]),
    kind === 'location'
      ? columns.createSpecTargetsColumn()
      : columns.createMetadataDescriptionColumn(),
  ];
};
