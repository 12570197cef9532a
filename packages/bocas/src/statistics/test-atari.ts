interface Game {
  readonly random: number
  readonly human: number
  readonly simple: readonly number[]
  readonly diamond: readonly number[]
}

/**
 * Scores on the 26 games of Atari 100k, five runs of each method: of SimPLe (Kaiser et al., Model Based Reinforcement Learning for Atari, ICLR 2020) and of DIAMOND
 * (Alonso et al., Diffusion for World Modeling: Visual Details Matter in Atari, NeurIPS 2024), as their authors have published them, with those of random play and
 * of a human player by which they are normalised.
 */
// prettier-ignore
export const ATARI: Readonly<Record<string, Game>> = {
  Alien: { random: 227.8, human: 7127.7, simple: [677.1875, 435.46875, 515.9375, 425.3125, 1030.46875], diamond: [703.1, 683.6, 910.1, 826.8, 597] },
  Amidar: { random: 5.8, human: 1719.5, simple: [93.65625, 102.703125, 63.71875, 31, 80.203125], diamond: [215.4, 233.5, 181.9, 275.6, 222.4] },
  Assault: { random: 222.4, human: 742, simple: [457.890625, 606.1875, 509.0625, 671.078125, 391.78125], diamond: [1570.93, 1321.8, 1638.1, 1791.5, 1309.5] },
  Asterix: { random: 210, human: 8503.3, simple: [1061.71875, 1108.59375, 920.3125, 1065.625, 1485.15625], diamond: [3027, 2453, 7330, 2830.5, 2852] },
  BankHeist: { random: 14.2, human: 753.1, simple: [43.90625, 77.5, 0, 31.875, 17.96875], diamond: [19.4, 16.3, 19.3, 13.7, 30] },
  BattleZone: { random: 2360, human: 37187.5, simple: [4031.2, 4031.2, 5359.375, 3484.375, 3250], diamond: [6340, 10520, 2220, 2400, 2030] },
  Boxing: { random: 0.1, human: 12.1, simple: [12.65625, 20.984375, 0.09375, -4.359375, 9.375], diamond: [99.4, 84, 97.5, 71.4, 82.2] },
  Breakout: { random: 1.7, human: 30.5, simple: [10.3125, 16.4, 22.765625, 16.4, 16.046875], diamond: [124, 148.8, 81, 108, 200.6] },
  ChopperCommand: { random: 811, human: 7387.8, simple: [962.5, 896.875, 909.375, 848.4375, 1279.6875], diamond: [1378, 1113, 1789, 1720, 849] },
  CrazyClimber: { random: 10780.5, human: 35829.4, simple: [54370.3125, 57220.3125, 51150, 87593.75, 62583.6], diamond: [81227, 99253, 96533, 116221, 102605] },
  DemonAttack: { random: 152.1, human: 1971, simple: [288.90625, 208.1, 161.25, 177.578125, 204.84375], diamond: [245.4, 107.3, 295.7, 329.9, 462.3] },
  Freeway: { random: 0, human: 29.6, simple: [0, 0.015625, 21.546875, 29.890625, 31.96875], diamond: [33.8, 33.7, 32.4, 33, 33.7] },
  Frostbite: { random: 65.2, human: 4334.7, simple: [262.34375, 248.75, 205.78125, 266.875, 200.625], diamond: [254.9, 297.4, 280.5, 267.6, 269.9] },
  Gopher: { random: 257.6, human: 2412.5, simple: [447.5, 732.5, 525.3125, 432.8125, 845.625], diamond: [980.8, 4337, 2518, 13846.6, 7807.2] },
  Hero: { random: 1027, human: 30826.4, simple: [3061.5625, 3020.859375, 2060.390625, 2935, 2205.234375], diamond: [3155.1, 7465, 3216.6, 7599.5, 6672.7] },
  Jamesbond: { random: 29, human: 302.8, simple: [141.40625, 50, 110.9375, 123.4375, 76.5625], diamond: [424, 383.9, 508.5, 388, 432.5] },
  Kangaroo: { random: 52, human: 3035, simple: [65.625, 62.5, 25, 40.625, 62.5], diamond: [9871, 5858, 5712, 3258, 2212] },
  Krull: { random: 1598, human: 2665.5, simple: [3317.546875, 1933.71875, 1739.03125, 1379.625, 2654.28125], diamond: [9137.3, 7246.9, 8139, 9341, 9186.5] },
  KungFuMaster: { random: 258.5, human: 22736.3, simple: [14318.75, 15023.4375, 14134.375, 21054.6875, 9781.25], diamond: [14325, 26783, 25959, 14546, 11955] },
  MsPacman: { random: 307.3, human: 6951.6, simple: [1551.09375, 1221.25, 1199.0625, 1525, 1903.4375], diamond: [1776.4, 1896.2, 1642.6, 2419.8, 2055.9] },
  Pong: { random: -20.7, human: 14.6, simple: [21, -17.890625, 19.3125, 20.671875, 20.984375], diamond: [19.3, 20.9, 20.9, 20.7, 20] },
  PrivateEye: { random: 24.9, human: 69571.3, simple: [100, 0, 100, -25.140625, 0], diamond: [100, 100, 208.1, 63.4, 100] },
  Qbert: { random: 163.9, human: 13455, simple: [4258.984375, 150, 580.078125, 798.828125, 656.25], diamond: [4506.5, 3890.8, 4707.2, 5041.8, 4350.2] },
  RoadRunner: { random: 11.5, human: 7845, simple: [3081.25, 900, 5906.25, 11176.5625, 7139.0625], diamond: [12228, 25222, 29552, 20223, 16141] },
  Seaquest: { random: 68.4, human: 42054.7, simple: [711.5625, 455.3125, 565.625, 854.0625, 830], diamond: [307, 789.2, 769.2, 280.2, 610.6] },
  UpNDown: { random: 533.4, human: 11693.2, simple: [8614.53125, 1616.09375, 498.59375, 661.25, 5360.9375], diamond: [3737, 3190.4, 5494, 1376.8, 5483.2] },
}
