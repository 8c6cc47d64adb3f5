// Constructors, fields with functions, and what `this` is.
class Shape {
  static count = 0;
  name = "shape";
  area = () => 0;
  describe = async () => `${this.name} of ${this.area()}`;
  constructor() {
    Shape.count += 1;
    this.told = this.describe();
  }
}
class Square extends Shape {
  constructor(side) {
    super();
    this.name = "square";
    this.area = () => side * side;
  }
}
class Silent extends Shape {}
export default async function (log) {
  Shape.count = 0;
  const square = new Square(3);
  const silent = new Silent();
  log(await square.describe(), await square.told, await silent.told, Shape.count);
  try {
    Square();
  } catch (error) {
    log(error.name);
  }
  function Old() {
    log(new.target === Old);
    this.x = 1;
  }
  log(new Old().x, new (class {})() instanceof Object);
}
