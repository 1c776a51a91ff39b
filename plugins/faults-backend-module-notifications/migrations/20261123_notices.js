// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('notice_records', table => {
    table.comment('Who was told of each incident and each storm');
    table.text('key').primary().comment('incident:7, storm:prod:1700000');
    table
      .integer('revision')
      .notNullable()
      .comment('Counts the changes: a write names the one it is based on');
    table.text('cluster').notNullable();
    table
      .boolean('is_done')
      .notNullable()
      .comment('It is over, and everybody was told');
    table
      .bigInteger('updated_at')
      .notNullable()
      .comment('Milliseconds since 1970');
    table.text('record').notNullable().comment('All of it, as JSON');
    table.index(['is_done', 'cluster'], 'notice_records_to_do');
    table.index(['updated_at'], 'notice_records_by_time');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notice_records');
};
