// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('operations', table => {
    table
      .bigInteger('wake_at')
      .comment(
        'Until when it waits, for a rule for example: it has no turn before',
      );
    table.index(
      ['target_key', 'phase', 'requested_at'],
      'operations_by_target',
    );
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('operations', table => {
    table.dropIndex(
      ['target_key', 'phase', 'requested_at'],
      'operations_by_target',
    );
    table.dropColumn('wake_at');
  });
};
