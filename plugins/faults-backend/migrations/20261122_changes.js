// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('changes', table => {
    table.comment('What changed in the clusters, besides the status of things');
    table.bigIncrements('id');
    table
      .string('key', 64)
      .notNullable()
      .comment('A digest of what changed: the same whoever tells of it');
    table.text('cluster').notNullable();
    table.bigInteger('at').notNullable().comment('Milliseconds since 1970');
    table.text('namespace').notNullable().comment('Empty where there is none');
    table.text('object_kind').notNullable();
    table.text('object_name').notNullable();
    table
      .string('kind', 32)
      .notNullable()
      .comment('What sort of change it was: release, scaling …');
    table.string('action', 16).notNullable();
    table.text('message').notNullable().comment('In one sentence, for people');
    table.text('changed_by').comment('The field manager that wrote it');
    table
      .string('operation_id', 64)
      .comment('The operation that made it, if one did');
    table.unique(['key'], { indexName: 'changes_key' });
    table.index(['cluster', 'at'], 'changes_by_time');
    table.index(['cluster', 'namespace', 'at'], 'changes_by_namespace');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('changes');
};
