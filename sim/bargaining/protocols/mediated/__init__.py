"""The model of this project: a mediator or a party tables a text, all answer, the war goes on."""
