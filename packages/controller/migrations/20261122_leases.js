/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('groundcrew_leases', table => {
    table.comment('Who may work on something at the moment, in all replicas');
    table.string('name', 255).primary().comment('What the lease is for');
    table.string('holder', 64).notNullable().comment('A process');
    table
      .bigInteger('expires_at')
      .notNullable()
      .comment("Milliseconds since 1970 by the database's own clock");
    table
      .bigInteger('fencing')
      .notNullable()
      .comment('Grows with every new holder: an old one can be told by it');
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('groundcrew_leases');
};
