// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('healing_attempts', table => {
    table
      .boolean('is_forgotten')
      .notNullable()
      .defaultTo(false)
      .comment('Nothing is learnt from it any more');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('healing_attempts', table => {
    table.dropColumn('is_forgotten');
  });
};
